import type { Schemas } from "@gaffer/contracts/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { contractOperations } from "../contract/contract-operations.ts";
import { type Answer, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import type { TestPerson } from "../harness/test-people.ts";
import { tokenFor } from "../orgs/teams.ts";

type Event = Schemas["AuditEvent"];

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ config: { trustedProxies: 1 }, handler: () => Promise.reject(new Error("no")) });
});
afterAll(() => gaffer.stop());

const job = { type: "file:profile", input: { fileId: someFileId }, runAt: new Date(Date.now() + 3_600_000) };
const schedule = {
  name: "daily",
  job: { type: job.type, input: job.input },
  recurrence: { kind: "daily", time: "09:00" },
};

async function eventsOf(
  { headers }: Answer,
  path = `/v1/orgs/${gaffer.org.orgId}/audit-events`,
  as: { apiKey: string } = gaffer.org,
): Promise<Event[]> {
  const { body } = await gaffer.request("GET", `${path}?limit=100`, { as });
  return body.items.filter(({ requestId }: Event) => requestId === headers.get("x-request-id"));
}

const create = async (path: string, body: unknown) => (await gaffer.inOrg("POST", path, body)).body.id as string;
const createSchedule = () => create("/schedules", schedule);
const upload = () => gaffer.inOrg("POST", "/files?name=a.txt", "abc", { "content-type": "text/plain" });
const announce = () => gaffer.inOrg("POST", "/files/uploads", { name: "a", contentType: "a/b", sizeBytes: 3 });
const createApiKey = () => gaffer.inOrg("POST", "/api-keys", { name: "ci", scopes: ["jobs:write"] });
const onSystemJob = (verb: string) => gaffer.request("POST", `/v1/system/jobs/jobs:prune/${verb}`, { as: gaffer.org });

const onOrg = async (method: string, path: string, body?: unknown) =>
  gaffer.request(method, `/v1/system/orgs/${(await gaffer.createOrg("another")).orgId}${path}`, {
    as: gaffer.org,
    body,
  });
const limits = {
  openJobs: 1,
  runningJobs: 1,
  schedules: 1,
  storedBytes: 1,
  fileBytes: 1,
  requestsPerMinute: 1,
  share: 1,
};
const retention = { completedDays: 1, failedDays: 1, cancelledDays: 1, auditDays: 1 };
const createPlan = () => {
  const body = { name: crypto.randomUUID(), ...limits, ...retention };
  return gaffer.request("POST", "/v1/system/plans", { as: gaffer.org, body });
};
const onPlan = (method: string, { body: { name } }: Answer, body?: unknown) =>
  gaffer.request(method, `/v1/system/plans/${name}`, { as: gaffer.org, ...(body !== undefined && { body }) });
const onKey = async (verb: string) => {
  const { id } = (await createApiKey()).body.apiKey;
  return gaffer.request("POST", `/v1/system/orgs/${gaffer.org.orgId}/api-keys/${id}/${verb}`, { as: gaffer.org });
};
const onPerson = async (verb: string) => {
  const { userId } = await gaffer.createPerson();
  return gaffer.request("POST", `/v1/system/people/${userId}/${verb}`, { as: gaffer.org });
};

const password = "correct horse";
/** Sends a request to `/v1/auth` as a new signed-in user. */
async function asPerson(method: string, path: (sessionId: string) => string, body?: unknown): Promise<Answer> {
  const person = sendAs(await gaffer.createPerson({ password }));
  return gaffer.request(method, `/v1/auth${path(person.sessionId)}`, {
    as: person,
    ...(body !== undefined && { body }),
  });
}
const invite = (email = "new@example.com") => gaffer.inOrg("POST", "/invitations", { email, role: "viewer" });

/**
 * The sender of the tested request: the organization's API key, or the user of the last call of `sendAs`. `actor` is
 * the sender's expected name in the audit event.
 */
let sender: { apiKey: string };
let actor: string;
beforeEach(() => {
  sender = gaffer.org;
  actor = `key:${gaffer.org.apiKey.split("_")[1]}`;
});
function sendAs<Person extends TestPerson>(person: Person): Person {
  sender = person;
  actor = `user:${person.userId}`;
  return person;
}
const person = async (role: Schemas["Role"]) => sendAs(await gaffer.createMember(role));
const stranger = async () => sendAs(await gaffer.createPerson());
const inOrgAs = (as: TestPerson, method: string, path: string, body?: unknown) =>
  gaffer.request(method, `/v1/orgs/${gaffer.org.orgId}${path}`, { as, ...(body !== undefined && { body }) });

/** One successful request for each operation that changes something. */
const changes: Record<string, () => Promise<Answer>> = {
  createJob: () => gaffer.inOrg("POST", "/jobs", job),
  createJobs: () => gaffer.inOrg("POST", "/jobs/batch", { jobs: [job, job] }),
  cancelJob: async () => gaffer.inOrg("POST", `/jobs/${await create("/jobs", job)}/cancel`),
  async cancelJobs() {
    await create("/jobs", job);
    return gaffer.inOrg("POST", "/jobs/cancel", { status: ["pending"] });
  },
  async retryJobs() {
    const id = await create("/jobs", job);
    await gaffer.inOrg("POST", `/jobs/${id}/cancel`);
    return gaffer.inOrg("POST", "/jobs/retry", { ids: [id] });
  },
  async restoreJob() {
    const id = await create("/jobs", job);
    await gaffer.inOrg("POST", `/jobs/${id}/cancel`);
    return gaffer.inOrg("POST", `/jobs/${id}/restore`);
  },
  async retryJob() {
    const id = await create("/jobs", job);
    await gaffer.inOrg("POST", `/jobs/${id}/cancel`);
    return gaffer.inOrg("POST", `/jobs/${id}/retry`);
  },
  updateJob: async () => gaffer.inOrg("PATCH", `/jobs/${await create("/jobs", job)}`, { priority: "high" }),
  async deleteJob() {
    const id = await create("/jobs", job);
    await gaffer.inOrg("POST", `/jobs/${id}/cancel`);
    return gaffer.inOrg("DELETE", `/jobs/${id}`);
  },
  uploadFile: upload,
  deleteFile: async () => gaffer.inOrg("DELETE", `/files/${(await upload()).body.id}`),
  updateFile: async () => gaffer.inOrg("PATCH", `/files/${(await upload()).body.id}`, { name: "renamed" }),
  createUpload: announce,
  async completeUpload() {
    const { body } = await announce();
    await gaffer.request("PUT", body.url, { body: "abc", headers: body.headers });
    return gaffer.inOrg("POST", `/files/uploads/${body.id}/complete`);
  },
  createSchedule: () => gaffer.inOrg("POST", "/schedules", schedule),
  updateSchedule: async () =>
    gaffer.inOrg("PATCH", `/schedules/${await createSchedule()}`, { name: "other" }, { "if-match": "*" }),
  deleteSchedule: async () => gaffer.inOrg("DELETE", `/schedules/${await createSchedule()}`),
  pauseSchedule: async () => gaffer.inOrg("POST", `/schedules/${await createSchedule()}/pause`),
  resumeSchedule: async () => gaffer.inOrg("POST", `/schedules/${await createSchedule()}/resume`),
  triggerSchedule: async () => gaffer.inOrg("POST", `/schedules/${await createSchedule()}/trigger`),
  backfillSchedule: async () => {
    const id = await createSchedule();
    const time = (await gaffer.inOrg("GET", `/schedules/${id}`)).body.createdAt;
    const day = new Date(Date.parse(time) - 24 * 3_600_000).toISOString();
    return gaffer.inOrg("POST", `/schedules/${id}/backfill`, { from: day, to: time });
  },
  pauseSchedules: async () => gaffer.inOrg("POST", "/schedules/pause", { ids: [await createSchedule()] }),
  async resumeSchedules() {
    const id = await createSchedule();
    await gaffer.inOrg("POST", `/schedules/${id}/pause`);
    return gaffer.inOrg("POST", "/schedules/resume", { ids: [id] });
  },
  createApiKey,
  rotateApiKey: async () => gaffer.inOrg("POST", `/api-keys/${(await createApiKey()).body.apiKey.id}/rotate`, {}),
  revokeApiKey: async () => gaffer.inOrg("DELETE", `/api-keys/${(await createApiKey()).body.apiKey.id}`),
  createOrg: async () => gaffer.request("POST", "/v1/orgs", { as: await person("viewer"), body: { name: "new" } }),
  updateApiKey: async () => {
    const { id } = (await createApiKey()).body.apiKey;
    return gaffer.inOrg("PATCH", `/api-keys/${id}`, { name: "renamed" });
  },
  updateOrg: () => gaffer.inOrg("PATCH", "", { name: "test" }),
  leaveOrg: async () => inOrgAs(await person("viewer"), "POST", "/leave"),
  async transferOrg() {
    const { userId } = await gaffer.createMember("viewer");
    return inOrgAs(await person("owner"), "POST", "/transfer", { userId });
  },
  updateMember: async () =>
    gaffer.inOrg("PATCH", `/members/${(await gaffer.createMember("viewer")).userId}`, { role: "admin" }),
  removeMember: async () => gaffer.inOrg("DELETE", `/members/${(await gaffer.createMember("viewer")).userId}`),
  createInvitation: invite,
  revokeInvitation: async () => gaffer.inOrg("DELETE", `/invitations/${(await invite()).body.id}`),
  async acceptInvitation() {
    const { email } = await stranger();
    await invite(email);
    return gaffer.request("POST", "/v1/invitations/accept", { as: sender, body: { token: tokenFor(gaffer, email) } });
  },
  exportOrg: () => gaffer.inOrg("POST", "/export"),
  async deleteOrg() {
    const answer = await gaffer.inOrg("DELETE", "?name=test");
    await gaffer.inOrg("POST", "/restore");
    return answer;
  },
  restoreOrg: () => gaffer.inOrg("POST", "/restore"),
  updateSystemOrg: () => onOrg("PATCH", "", { plan: "free" }),
  suspendOrg: () => onOrg("POST", "/suspend", { reason: "unpaid" }),
  unsuspendOrg: () => onOrg("POST", "/unsuspend"),
  restoreSystemOrg: () => onOrg("POST", "/restore"),
  grantKeyAdministrator: () => onKey("grant-administrator"),
  revokeKeyAdministrator: () => onKey("revoke-administrator"),
  createPlan,
  updatePlan: async () => onPlan("PATCH", await createPlan(), { share: 2 }),
  deletePlan: async () => onPlan("DELETE", await createPlan()),
  grantAdministrator: async () => onPerson("grant-administrator"),
  revokeAdministrator: async () => onPerson("revoke-administrator"),
  resumeSystemJob: () => onSystemJob("resume"),
  pauseSystemJob: () => onSystemJob("pause"),
  runSystemJob: () => onSystemJob("run"),
  signOut: () => asPerson("POST", () => "/sign-out"),
  changePassword: () =>
    asPerson("POST", () => "/change-password", { currentPassword: password, newPassword: "another password" }),
  revokeSession: () => asPerson("DELETE", (id) => `/sessions/${id}`),
  revokeOtherSessions: () => asPerson("POST", () => "/sessions/revoke-others"),
};

/** Operations that only read, but are POST because their input is secret or too long for a URL. */
const questions = ["previewSchedule", "findInvitation"];

describe.each(contractOperations.filter(({ method, id }) => method !== "GET" && !questions.includes(id)))(
  "Audit events of operations › $id",
  ({ id, path, access }) => {
    test.skipIf(access === "anyone")("adds one event with action, actor, request and address", async () => {
      const answer = await (changes[id] as () => Promise<Answer>)();
      expect(answer.status).toBeLessThan(300);
      const ofInstallation = path.startsWith("/v1/system") || path.startsWith("/v1/auth");
      const log = ofInstallation ? "/v1/system/audit-events" : undefined;
      const events =
        id === "createOrg"
          ? await eventsOf(answer, `${answer.headers.get("location")}/audit-events`, sender)
          : await eventsOf(answer, log);
      expect(events).toHaveLength(1);
      expect(events[0]).toMatchObject({ action: id, actor });
      expect(events[0]?.target).toEqual({ type: expect.any(String), id: expect.any(String) });
      expect(JSON.stringify(events)).not.toContain(gaffer.org.apiKey);
    });
  },
);

test("Audit events of operations › refused or failed request › adds no event", async () => {
  const answers = await Promise.all([
    gaffer.inOrg("POST", "/jobs/batch", { jobs: [job, { ...job, type: "no:such" }] }),
    gaffer.inOrg("DELETE", `/files/${someFileId}`),
    gaffer.inOrg("POST", `/schedules/${someFileId}/pause`),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([422, 404, 404]);
  for (const answer of answers) expect(await eventsOf(answer)).toEqual([]);
});

test("Audit events of operations › repeated response of an Idempotency-Key › adds no event", async () => {
  const key = { "idempotency-key": "once" };
  const first = await gaffer.inOrg("POST", "/jobs", job, key);
  const again = await gaffer.inOrg("POST", "/jobs", job, key);
  expect(again.body).toEqual(first.body);
  expect(await eventsOf(first)).toHaveLength(1);
  expect(await eventsOf(again)).toEqual([]);
});

test("Audit events of operations › address › is the one that the nearest proxy saw, not the one that the client claims", async () => {
  const answer = await gaffer.inOrg("POST", "/jobs", job, { "x-forwarded-for": "10.0.0.1, 203.0.113.9" });
  expect(await eventsOf(answer)).toMatchObject([{ address: "203.0.113.9" }]);
  const nonsense = await gaffer.inOrg("POST", "/jobs", job, { "x-forwarded-for": "<script>" });
  expect(await eventsOf(nonsense)).toMatchObject([{ address: null }]);
});

test("Audit events of operations › id in capitals › is written in lower case", async () => {
  const id = await createSchedule();
  const answer = await gaffer.inOrg("POST", `/schedules/${id.toUpperCase()}/pause`);
  expect(await eventsOf(answer)).toMatchObject([{ target: { type: "schedule", id } }]);
});
