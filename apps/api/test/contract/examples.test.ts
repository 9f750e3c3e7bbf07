import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { answerText } from "../harness/answer-text.ts";
import { someFileId as exampleId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { assertAnswer } from "./assert-answer.ts";
import { type ContractOperation, contractOperations, pathOf } from "./contract-operations.ts";
import type { HostileRequest } from "./hostile-requests.ts";

/**
 * The refusals of examples that name a resource, a password or a token that doesn't exist. All other examples succeed.
 * The organization with the example id and the plan with the example name exist.
 */
const refusals: Record<string, [status: number, type: string]> = {
  ...Object.fromEntries(
    contractOperations
      .filter(({ path }) => /\{(?!orgId|name|id\}|plan)\w+\}/.test(path))
      .map(({ id }) => [id, [404, "/problems/not-found"]]),
  ),
  acceptInvitation: [404, "/problems/not-found"],
  findInvitation: [404, "/problems/not-found"],
  signIn: [401, "/problems/unauthenticated"],
  refreshSession: [401, "/problems/unauthenticated"],
  verifyEmail: [422, "/problems/invalid-request"],
  resetPassword: [422, "/problems/invalid-request"],
  changePassword: [422, "/problems/invalid-request"],
  transferOrg: [422, "/problems/invalid-request"],
};

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
  await gaffer.database.admin.query("insert into orgs (id, name, created_at) values ($1, 'Acme', now())", [exampleId]);
  await gaffer.createMember("owner", exampleId);
  // The system jobs exist after a scheduler has started once.
  await (await startTestGaffer({ role: "scheduler", database: gaffer.database })).stop();
});
afterAll(() => gaffer.stop());
beforeEach(async () => {
  await gaffer.database.admin.query(
    `update orgs set name = 'Acme', plan = 'free', suspended_at = null, suspend_reason = null, delete_after = null where id = $1`,
    [exampleId],
  );
  await gaffer.database.admin.query(
    `insert into plans (name, completed_days, failed_days, cancelled_days) values ('pro', 1, 1, 1) on conflict do nothing`,
  );
});

/** The requests that the reference page sends without any input: one for each example of the body. */
function examplesOf(operation: ContractOperation): HostileRequest[] {
  const required = operation.parameters.filter((parameter) => parameter.required);
  const textOf = ({ example }: { example?: unknown }) => encodeURIComponent(String(example));
  const of = (place: string) => required.filter((parameter) => parameter.in === place);
  const path = pathOf(operation, Object.fromEntries(of("path").map((each) => [each.name, textOf(each)])));
  const query = of("query").map((each) => `${each.name}=${textOf(each)}`);
  const request = { method: operation.method, url: `${path}?${query.join("&")}`, headers: {}, body: undefined };
  if (operation.body?.mediaType !== "application/json") return [request];
  const headers = { "content-type": "application/json" };
  return operation.body.examples.map((body) => ({ ...request, headers, body: JSON.stringify(body) }));
}

/**
 * Sends a request as a new owner of the example organization, because it may end the caller's session. Operations of
 * administrators are called with a key.
 */
async function send({ access }: ContractOperation, { method, url, headers, body }: HostileRequest) {
  const { apiKey } = access === "system:admin" ? gaffer.org : await gaffer.createMember("owner", exampleId);
  const response = await gaffer.app.http.request(url, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, ...headers },
    ...(body !== undefined && { body: body as string }),
  });
  return { status: response.status, headers: response.headers, text: await answerText(response) };
}

describe("Examples of the reference", () => {
  test.each(contractOperations)("$id works as it stands", async (operation) => {
    const requests = examplesOf(operation);
    expect(requests.length).toBeGreaterThan(0);
    for (const request of requests) {
      const answer = await send(operation, request);
      assertAnswer(operation, request, answer);
      const expected = refusals[operation.id];
      if (expected) expect([answer.status, JSON.parse(answer.text).type], answer.text).toEqual(expected);
      else expect(answer.status, answer.text).toBeLessThan(300);
    }
  });

  test("of a new job name the type, and use the type's own timeout and attempts", () => {
    const createJob = contractOperations.find(({ id }) => id === "createJob");
    const examples = createJob?.body?.examples as { type: string }[];
    expect(examples.map(({ type }) => type)).toEqual([
      "file:profile",
      "http:request",
      "jobs:import",
      "report:generate",
    ]);
    for (const example of examples) expect(Object.keys(example)).toEqual(["type", "input"]);
  });
});
