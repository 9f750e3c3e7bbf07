import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { type TestPerson, tokenIn } from "../harness/test-people.ts";
import { contractOperations, pathOf, type Role, roles, scopesOfRole } from "./contract-operations.ts";
import { type HoldingServer, startHoldingServer } from "./held-bodies.ts";

let gaffer: TestGaffer;
let server: HoldingServer;
/**
 * How far the server's clock is ahead of the machine's clock, in ms. It advances 1 s per held body; the server caches
 * an API key for 5 s.
 */
let aheadMs = 0;
const ids: Record<string, string> = {};

beforeAll(async () => {
  const now = () => new Date(Date.now() + aheadMs);
  gaffer = await startTestGaffer({ role: "api", now, peopleStay: true });
  server = await startHoldingServer(gaffer);
  ids.orgId = gaffer.org.orgId;
  ids.userId = (await gaffer.createMember("viewer")).userId;
  ids.keyId = (await gaffer.inOrg("POST", "/api-keys", { name: "old", scopes: ["jobs:read"] })).body.apiKey.id;
  ids.fileId = (await gaffer.inOrg("POST", "/files?name=a", "a", { "content-type": "text/plain" })).body.id;
  ids.id = (await gaffer.createOrg("of the installation")).orgId;
  ids.plan = "pro";
  ids.scheduleId = (await gaffer.inOrg("POST", "/schedules", schedule)).body.id;
});
afterAll(async () => {
  await server.close();
  await gaffer.stop();
});

const job = { type: "file:profile", input: { fileId: someFileId } };
const recurrence = { kind: "daily", time: "09:00" };
const schedule = { name: "daily", job, recurrence };
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const password = "correct horse battery";

const planLimits = {
  ...{
    openJobs: null,
    runningJobs: null,
    schedules: null,
    storedBytes: null,
    fileBytes: null,
    requestsPerMinute: null,
  },
  ...{ share: 1, completedDays: 1, failedDays: 1, cancelledDays: 1, auditDays: 1 },
};

/** A valid body for each operation. A test fails for an operation that is missing here. */
const bodies: Record<string, (person: TestPerson) => unknown> = {
  acceptInvitation: inviteTo,
  backfillSchedule: () => ({ from: hoursAgo(72), to: hoursAgo(1), onlyMissing: false }),
  cancelJobs: () => ({ status: ["pending"] }),
  changePassword: () => ({ currentPassword: password, newPassword: `${password} staple` }),
  createApiKey: () => ({ name: "new", scopes: ["jobs:read"] }),
  createInvitation: () => ({ email: `${crypto.randomUUID()}@example.com`, role: "viewer" }),
  createJob: () => job,
  createJobs: () => ({ jobs: [job] }),
  createOrg: () => ({ name: "another" }),
  createPlan: () => ({ name: crypto.randomUUID(), ...planLimits }),
  createSchedule: () => schedule,
  createUpload: () => ({ name: "a", contentType: "text/plain", sizeBytes: 1 }),
  findInvitation: inviteTo,
  pauseSchedules: () => ({ ids: [ids.scheduleId] }),
  previewSchedule: () => ({ recurrence }),
  resumeSchedules: () => ({ ids: [ids.scheduleId] }),
  retryJobs: () => ({ status: ["failed"] }),
  suspendOrg: () => ({ reason: "unpaid" }),
  rotateApiKey: () => ({ overlapSeconds: 60 }),
  transferOrg: () => ({ userId: ids.userId }),
  updateApiKey: () => ({ name: "renamed" }),
  updateFile: () => ({ name: "renamed" }),
  updateJob: () => ({ priority: "high" }),
  updateMember: () => ({ role: "member" }),
  updateOrg: () => ({ name: "renamed" }),
  updateSchedule: () => ({ name: "renamed" }),
  updatePlan: () => ({ share: 2 }),
  updateSystemOrg: () => ({ plan: "free" }),
  uploadFile: () => "the content of a file",
};

async function inviteTo({ email }: TestPerson) {
  const other = await gaffer.createOrg("inviting");
  const body = { email, role: "viewer" };
  const { status } = await gaffer.request("POST", `/v1/orgs/${other.orgId}/invitations`, { as: other, body });
  expect(status).toBe(201);
  return { token: tokenIn(await gaffer.mail.waitFor(email)) };
}

const withBody = contractOperations.filter(({ body, access }) => body && access !== "anyone");
type WithBody = (typeof withBody)[number];

async function hold(operation: WithBody, as: { apiKey: string }, person: TestPerson) {
  const query = operation.id === "uploadFile" ? "?name=a" : "";
  // `cancelJobs` cancels the jobs of earlier tests.
  const jobId = (await gaffer.createJob()).id;
  const version = (await gaffer.inOrg("GET", `/schedules/${ids.scheduleId}`)).headers.get("etag") ?? "";
  return server.hold({
    method: operation.method,
    path: pathOf(operation, { ...ids, jobId }) + query,
    as,
    body: await bodies[operation.id]?.(person),
    headers: operation.id === "updateSchedule" ? { "if-match": version } : {},
  });
}

/** Advances the server's clock by a second, sends the rest of the body, and expects that nothing has changed. */
async function expectRefused(held: Awaited<ReturnType<typeof hold>>, status: number): Promise<void> {
  const before = await countChanges();
  aheadMs += 1_000;
  const answer = await held.release();
  expect(answer).toMatchObject({ status });
  expect(await countChanges()).toEqual(before);
}

/** The number of rows in each table that the operations write to, including audit events. */
async function countChanges() {
  const tables = ["audit_events", "api_keys", "invitations", "memberships", "jobs", "scheduled_jobs", "files", "orgs"];
  const counts = tables.map((table) => `(select count(*)::int from ${table}) as ${table}`);
  return (await gaffer.database.admin.query(`select ${counts.join(", ")}`)).rows[0];
}

const sql = (text: string, ...values: unknown[]) => gaffer.database.admin.query(text, values);

/** An owner, who is also an administrator of the installation if the operation needs one. */
async function createCaller({ access }: WithBody): Promise<TestPerson> {
  const person = await gaffer.createMember("owner", gaffer.org.orgId, { password });
  if (access === "system:admin") gaffer.app.grantAdministrator(person.userId);
  return person;
}

test("held bodies › list of bodies › has every operation with a body", () => {
  expect(withBody.map(({ id }) => id).toSorted()).toEqual(Object.keys(bodies).toSorted());
});

describe.each(withBody.map((operation) => [operation.id, operation] as const))("held bodies › %s", (_, operation) => {
  const inOrg = operation.path.startsWith("/v1/orgs/{orgId}");
  const forKeys = operation.scope !== undefined && operation.scope !== "org:own";
  const lower: Role | undefined = roles.findLast((role) => !scopesOfRole(role).includes(operation.access));

  test("is accepted when the caller keeps access", async () => {
    const person = await createCaller(operation);
    const held = await hold(operation, person, person);
    aheadMs += 1_000;
    const { status, body } = await held.release();
    expect(status, JSON.stringify(body)).toBeLessThan(300);
  });

  if (forKeys)
    test("changes nothing when the API key is revoked meanwhile", async () => {
      const key = await gaffer.createKey();
      const held = await hold(operation, key, await createCaller(operation));
      await sql("update api_keys set revoked_at = now() where id = $1", key.apiKey.split("_")[1]);
      await expectRefused(held, 401);
    });

  if (inOrg)
    test("changes nothing when the member is removed meanwhile", async () => {
      const person = await createCaller(operation);
      const held = await hold(operation, person, person);
      await sql("delete from memberships where user_id = $1", person.userId);
      await expectRefused(held, 404);
    });

  if (inOrg && operation.scope && lower)
    test("changes nothing when the member gets a lower role meanwhile", async () => {
      const person = await createCaller(operation);
      const held = await hold(operation, person, person);
      await sql("update memberships set role = $2 where user_id = $1", person.userId, lower);
      await expectRefused(held, 403);
    });

  test("changes nothing when the user signs out meanwhile", async () => {
    const person = await createCaller(operation);
    const held = await hold(operation, person, person);
    await sql("delete from user_sessions where id = $1", person.sessionId);
    await expectRefused(held, 401);
  });
});
