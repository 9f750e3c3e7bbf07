import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { answerText } from "../harness/answer-text.ts";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import type { TestPerson } from "../harness/test-people.ts";
import { assertAnswer } from "./assert-answer.ts";
import { type ContractOperation, contractOperations, openapi } from "./contract-operations.ts";
import { type HostileRequest, hostileRequest, type KnownIds } from "./hostile-requests.ts";
import { singleFaults } from "./single-faults.ts";

/** Seed of the random requests. The same seed sends the same requests. `FUZZ_SEED=7 FUZZ_RUNS=5000` sends others. */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_120);
/**
 * Number of random requests per operation. Default: 10. Operations with a body get four times as many requests, and
 * operations that hash a password get a third.
 */
const runs = Number(process.env.FUZZ_RUNS ?? 10);

const daily = {
  name: "daily",
  job: { type: "file:profile", input: { fileId: someFileId } },
  recurrence: { kind: "daily", time: "09:00" },
};

/** Operations that succeed only with a password or token. No generated request contains a valid one. */
const needSecrets = ["verifyEmail", "signIn", "refreshSession", "changePassword", "resetPassword"];

/** Operations that hash a password, which is slow by design. */
const hashPasswords = ["signUp", "signIn", "changePassword", "resetPassword"];

let gaffer: TestGaffer;
/** Signed-in users by session id. There are several, because a request may end its session. */
const people = new Map<string, TestPerson>();
const known: KnownIds = { orgId: "", resources: {} };
/** Resources that only deleting operations get. Other operations get the resources of `known`, which are kept. */
const doomed: KnownIds["resources"] = {};
/** Ids of API keys of the organization that administrators change. */
const systemKeys: string[] = [];
/** The caller of each operation to which an API key has no access, by `operationId`. */
const senders: Record<string, { apiKey: string }> = {};
/** The user whom `inviteGuest` invites. */
let guest: TestPerson;

beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
  known.orgId = gaffer.org.orgId;
  // An organization is deleted only if the request contains the organization's name. The contract's example of this
  // name is "Acme".
  await gaffer.database.admin.query("update orgs set name = 'Acme' where id = $1", [known.orgId]);
  const batch = Array(50).fill({ type: "file:profile", input: { fileId: someFileId } });
  const { body } = await gaffer.inOrg("POST", "/jobs/batch", { jobs: batch });
  const jobs: string[] = body.jobs.map(({ id }: { id: string }) => id);
  const files: string[] = [];
  for (let i = 0; i < 30; i++) {
    const content = "0123456789".slice(0, (i + 5) % 10);
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
    jobId: jobs.splice(0, 20),
    keyId: keys.splice(0, 30),
    fileId: files.splice(0, 20),
    scheduleId: schedules.splice(0, 20),
  });
  const invitations: string[] = [];
  for (let i = 0; i < 10; i++) {
    const invitation = { email: `guest-${i}@example.com`, role: "viewer" };
    invitations.push((await gaffer.inOrg("POST", "/invitations", invitation)).body.id);
  }
  const members: string[] = [];
  for (let i = 0; i < 30; i++) members.push((await gaffer.createMember("viewer")).userId);
  Object.assign(doomed, { invitationId: invitations, userId: members.splice(0, 20) });
  for (const { id, access, path } of contractOperations)
    if ((access === "person" && !path.startsWith("/v1/auth")) || id === "transferOrg")
      senders[id] = await gaffer.createMember("owner");
  guest = await gaffer.createPerson();
  Object.assign(senders, { findInvitation: guest, acceptInvitation: guest });
  await addExample();
  // Requests find the system jobs only after a scheduler has started once.
  await (await startTestGaffer({ role: "scheduler", database: gaffer.database })).stop();
  for (let i = 0; i < 30; i++) {
    const person = await gaffer.createPerson();
    people.set(person.sessionId, person);
  }
  doomed.plan = await createPlans();
  doomed.sessionId = [...people.keys()];
  const systemOrg = await gaffer.createOrg("of the installation");
  systemKeys.push(systemOrg.apiKey.split("_")[1] as string);
  known.resources = {
    sessionId: [...people.keys()],
    jobId: jobs,
    fileId: files,
    uploadId: uploads,
    scheduleId: schedules,
    keyId: keys,
    invitationId: invitations,
    userId: members,
    plan: ["pro"],
    id: [systemOrg.orgId],
    name: ["storage:cleanup", "jobs:prune", "subscriptions:monitor"],
  };
});
afterAll(() => gaffer.stop());
beforeEach(inviteGuest);

/** Creates plans that no organization has. */
async function createPlans(): Promise<string[]> {
  const names = Array.from({ length: 20 }, (_, at) => `unused-${at}`);
  await gaffer.database.admin.query(
    `insert into plans (name, completed_days, failed_days, cancelled_days) select unnest($1::text[]), 1, 1, 1`,
    [names],
  );
  return names;
}

/** Creates an upload that can be completed. */
async function putUpload(): Promise<string> {
  const announced = { name: "a", contentType: "text/plain", sizeBytes: 1 };
  const { body } = await gaffer.inOrg("POST", "/files/uploads", announced);
  expect((await gaffer.request("PUT", body.url, { body: "a", headers: body.headers })).status).toBe(200);
  return body.id;
}

/**
 * Returns a caller with access to the operation. For operations of users: the user of the session in the URL, or a new
 * user, because the request may end the caller's session.
 */
async function callerFor({ id, access }: ContractOperation, url: string): Promise<{ apiKey: string }> {
  const sender = senders[id];
  if (sender) return sender;
  if (access !== "person") return gaffer.org;
  return people.get(url.split(/[/?]/)[4] ?? "") ?? gaffer.createPerson();
}

/** Adds a member to the organization. The member's user id is the id that the contract uses as its example. */
async function addExample(): Promise<void> {
  await gaffer.database.admin.query(
    `with person as (insert into users values ($1, 'example@example.com', 'Ada', now()) returning id)
     insert into memberships select $2, id, 'viewer', now() from person`,
    [someFileId, known.orgId],
  );
}

/** Adds an invitation with the contract's example token. Accepting the invitation removes it. */
async function inviteGuest(): Promise<void> {
  const [token] = openapi.components.schemas.InvitationToken.examples;
  await gaffer.database.admin.query(
    `insert into invitations values ($1, gen_random_uuid(), $2, 'viewer', sha256($3), 'system', now(), now() + interval '1 day')
     on conflict do nothing`,
    [known.orgId, guest.email, token],
  );
}

/**
 * Retries and cancels half of the jobs, so that operations on open jobs and on ended jobs can succeed. A job can be
 * restored only for a minute after its cancellation.
 */
async function cancelHalf(): Promise<void> {
  const ids = [...(known.resources.jobId ?? []).slice(0, 15), ...(doomed.jobId ?? [])];
  for (const verb of ["retry", "cancel"])
    expect((await gaffer.inOrg("POST", `/jobs/${verb}`, { ids })).status).toBe(200);
}

async function send(operation: ContractOperation, { method, url, headers, body }: HostileRequest) {
  const { apiKey } = await callerFor(operation, url);
  const response = await gaffer.app.http.request(url, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, ...headers },
    ...(body !== undefined && { body: body as string | Uint8Array<ArrayBuffer> }),
  });
  return { status: response.status, headers: response.headers, text: await answerText(response) };
}

/**
 * Returns the operation with the path of this operation and the method of the request. HEAD counts as GET. undefined:
 * the contract has no such operation.
 */
function meant({ path }: ContractOperation, { method }: HostileRequest): ContractOperation | undefined {
  const wanted = method === "HEAD" ? "GET" : method;
  return contractOperations.find((operation) => operation.path === path && operation.method === wanted);
}

function runsOf({ id, body }: ContractOperation): number {
  if (hashPasswords.includes(id)) return Math.ceil(runs / 3);
  return body ? 4 * runs : runs;
}

/** The ids for requests to an operation. Deleting operations get only resources that they may delete. */
function idsFor({ id }: ContractOperation): KnownIds {
  if (id.endsWith("KeyAdministrator")) return { ...known, resources: { ...known.resources, keyId: systemKeys } };
  return /^(delete|remove|revoke)/.test(id) ? { ...known, resources: doomed } : known;
}

describe(`Fuzzing › every response is one of the contract's (seed ${seed})`, () => {
  const seen = new Map<string, Set<number>>();

  async function exchange(operation: ContractOperation, request: HostileRequest): Promise<void> {
    const answer = await send(operation, request);
    // Cancels the deletion of the organization: an organization that is being deleted would refuse most of the next
    // requests.
    if (answer.status === 202) await gaffer.database.admin.query("update orgs set delete_after = null");
    seen.set(operation.id, (seen.get(operation.id) ?? new Set()).add(answer.status));
    assertAnswer(meant(operation, request), request, answer);
  }

  test.each(contractOperations)("$id, with one fault", async (operation) => {
    if (operation.path.includes("{jobId}")) await cancelHalf();
    for (const request of singleFaults(operation, idsFor(operation), seed)) {
      await exchange(operation, request).catch((error) => {
        throw new Error(`${JSON.stringify(request).slice(0, 2_000)}\n${error.message}`, { cause: error });
      });
    }
  });

  test.each(contractOperations)("$id, with several faults", async (operation) => {
    if (operation.path.includes("{jobId}")) await cancelHalf();
    await fc.assert(
      fc.asyncProperty(hostileRequest(operation, idsFor(operation)), (request) => exchange(operation, request)),
      { seed, numRuns: runsOf(operation), endOnFailure: true },
    );
  });

  test("the requests both succeed and fail", () => {
    for (const [id, statuses] of seen) {
      if (needSecrets.includes(id)) continue;
      expect(
        [...statuses].some((status) => status < 300),
        id,
      ).toBe(true);
    }
    const all = new Set([...seen.values()].flatMap((statuses) => [...statuses]));
    expect([...all]).toEqual(expect.arrayContaining([200, 201, 204, 206, 400, 404, 405, 415, 416, 422]));
  });

  test("the log contains no error", () => {
    expect(gaffer.log.lines.filter(({ level }) => level >= 50)).toEqual([]);
  });
});
