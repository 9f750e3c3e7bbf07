import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import type { TestPerson } from "../harness/test-people.ts";
import { contractOperations, pathOf } from "./contract-operations.ts";

const json = { "content-type": "application/json" };
const withJson = contractOperations.filter(({ body }) => body?.mediaType === "application/json");

let gaffer: TestGaffer;
/** A user with access to all operations that this file tests. */
let owner: TestPerson;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
  owner = await gaffer.createMember("owner");
  gaffer.app.grantAdministrator(owner.userId);
});
afterAll(() => gaffer.stop());

function send({ method, path }: (typeof withJson)[number], body: unknown, headers: Record<string, string> = {}) {
  const parameters = {
    orgId: gaffer.org.orgId,
    keyId: "a",
    userId: someFileId,
    scheduleId: someFileId,
    jobId: someFileId,
    fileId: someFileId,
    id: someFileId,
    plan: "unknown",
  };
  return gaffer.request(method, pathOf({ path }, parameters), { as: owner, body, headers: { ...json, ...headers } });
}

test("Body limit › operations that read JSON › each have a limit, and only batches have one of 8 MiB", () => {
  expect(withJson.length).toBeGreaterThan(20);
  for (const { id, path, bodyLimit } of withJson) {
    const most = id === "createJobs" ? 2 ** 23 : path.startsWith("/v1/auth/") ? 2 ** 14 : 2 ** 21;
    expect(bodyLimit, id).toBeGreaterThanOrEqual(1);
    expect(bodyLimit, id).toBeLessThanOrEqual(most);
  }
});

describe.each(withJson.map((operation) => [operation.id, operation] as const))("Body limit › %s", (_, operation) => {
  const { bodyLimit } = operation;

  test("refuses a larger content-length before it reads the body", async () => {
    let pulled = 0;
    const body = new ReadableStream({ pull: () => void pulled++ }, { highWaterMark: 0 });
    const answer = await send(operation, body, { "content-length": String(bodyLimit + 1) });
    expect(answer).toMatchObject({ status: 413, body: { type: "/problems/too-large" } });
    expect(answer.headers.get("connection")).toBe("close");
    expect(pulled).toBe(0);
  });

  test("refuses a body without a content-length while it arrives", async () => {
    let sent = 0;
    const chunk = new Uint8Array(16 * 1024).fill(0x20);
    const body = new ReadableStream(
      {
        pull(controller) {
          sent += chunk.length;
          controller.enqueue(chunk);
        },
      },
      { highWaterMark: 0 },
    );
    expect(await send(operation, body)).toMatchObject({ status: 413 });
    expect(sent).toBeLessThanOrEqual(bodyLimit + chunk.length);
  });

  test("reads a body of exactly the limit", async () => {
    const answer = await send(operation, "{}".padEnd(bodyLimit), { "content-length": String(bodyLimit) });
    expect(answer.status).not.toBe(413);
  });
});
