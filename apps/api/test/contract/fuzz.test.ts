import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { assertAnswer } from "./assert-answer.ts";
import { type ContractOperation, contractOperations } from "./contract-operations.ts";
import { type HostileRequest, hostileRequest, type KnownIds } from "./hostile-requests.ts";
import { singleFaults } from "./single-faults.ts";

/** The same seed sends the same requests. Other ones: `FUZZ_SEED=7 FUZZ_RUNS=5000`. */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_120);
/** Requests to an operation; four times as many to one that reads a body. */
const runs = Number(process.env.FUZZ_RUNS ?? 30);

const daily = {
  name: "daily",
  job: { type: "file:profile", input: { fileId: someFileId } },
  recurrence: { kind: "daily", time: "09:00" },
};

let gaffer: TestGaffer;
const known: KnownIds = { orgId: "", resources: {} };
/** What may be deleted; the others are there for the other operations. */
const doomed: KnownIds["resources"] = {};

beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
  known.orgId = gaffer.org.orgId;
  // As the contract's example of a name that is confirmed has it.
  await gaffer.database.admin.query("update orgs set name = 'Acme' where id = $1", [known.orgId]);
  const jobs = Array(30).fill({ type: "file:profile", input: { fileId: someFileId } });
  const { body } = await gaffer.inOrg("POST", "/jobs/batch", { jobs });
  const files: string[] = [];
  for (let i = 0; i < 30; i++) {
    const content = "0123456789".slice(0, i % 10);
    files.push((await gaffer.inOrg("POST", "/files?name=a", content, { "content-type": "text/plain" })).body.id);
  }
  const uploads: string[] = [];
  for (let i = 0; i < 10; i++) uploads.push(await putUpload());
  const schedules: string[] = [];
  for (let i = 0; i < 60; i++) schedules.push((await gaffer.inOrg("POST", "/schedules", daily)).body.id);
  const keys: string[] = [];
  for (let i = 0; i < 90; i++)
    keys.push((await gaffer.inOrg("POST", "/api-keys", { name: "a", scopes: ["jobs:read"] })).body.apiKey.id);
  Object.assign(doomed, {
    keyId: keys.splice(0, 30),
    fileId: files.splice(0, 20),
    scheduleId: schedules.splice(0, 20),
  });
  // What runs on a schedule is known once there was a scheduler.
  await (await startTestGaffer({ role: "scheduler", database: gaffer.database })).stop();
  known.resources = {
    jobId: body.items.map(({ id }: { id: string }) => id),
    fileId: files,
    uploadId: uploads,
    scheduleId: schedules,
    keyId: keys,
    name: ["storage:cleanup", "jobs:prune", "subscriptions:monitor"],
  };
});
afterAll(() => gaffer.stop());

/** An upload that can be completed. */
async function putUpload(): Promise<string> {
  const announced = { name: "a", contentType: "text/plain", sizeBytes: 1 };
  const { body } = await gaffer.inOrg("POST", "/files/uploads", announced);
  expect((await gaffer.request("PUT", body.url, { body: "a", headers: body.headers })).status).toBe(200);
  return body.id;
}

async function send({ method, url, headers, body }: HostileRequest) {
  const response = await gaffer.app.http.request(url, {
    method,
    headers: { authorization: `Bearer ${gaffer.org.apiKey}`, ...headers },
    ...(body !== undefined && { body: body as string | Uint8Array<ArrayBuffer> }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The operation that a method means at an operation's path; a HEAD is a GET. */
function meant({ path }: ContractOperation, { method }: HostileRequest): ContractOperation | undefined {
  const wanted = method === "HEAD" ? "GET" : method;
  return contractOperations.find((operation) => operation.path === path && operation.method === wanted);
}

/** Deleting what exists must leave something for the other operations. */
function idsFor({ id }: ContractOperation): KnownIds {
  return /^(delete|revoke)/.test(id) ? { ...known, resources: doomed } : known;
}

describe(`whatever comes, an answer is one of the contract's (seed ${seed})`, () => {
  const seen = new Map<string, Set<number>>();

  async function exchange(operation: ContractOperation, request: HostileRequest): Promise<void> {
    const answer = await send(request);
    // An organization that is to be deleted would refuse most of what comes next.
    if (answer.status === 202) await gaffer.database.admin.query("update orgs set delete_after = null");
    seen.set(operation.id, (seen.get(operation.id) ?? new Set()).add(answer.status));
    assertAnswer(meant(operation, request), request, answer);
  }

  test.each(contractOperations)("$id, with one thing wrong", async (operation) => {
    for (const request of singleFaults(operation, idsFor(operation), seed)) {
      await exchange(operation, request).catch((error) => {
        throw new Error(`${JSON.stringify(request).slice(0, 2_000)}\n${error.message}`, { cause: error });
      });
    }
  });

  test.each(contractOperations)("$id, with several things wrong", async (operation) => {
    await fc.assert(
      fc.asyncProperty(hostileRequest(operation, idsFor(operation)), (request) => exchange(operation, request)),
      { seed, numRuns: operation.body ? 4 * runs : runs, interruptAfterTimeLimit: 60 * runs, endOnFailure: true },
    );
  });

  test("and the requests were good enough to succeed, and bad enough not to", () => {
    for (const [id, statuses] of seen)
      expect(
        [...statuses].some((status) => status < 300),
        id,
      ).toBe(true);
    const all = new Set([...seen.values()].flatMap((statuses) => [...statuses]));
    expect([...all]).toEqual(expect.arrayContaining([200, 201, 204, 206, 400, 404, 405, 415, 416, 422]));
  });

  test("and nothing unexpected is in the log", () => {
    expect(gaffer.log.lines.filter(({ level }) => level >= 50)).toEqual([]);
  });
});
