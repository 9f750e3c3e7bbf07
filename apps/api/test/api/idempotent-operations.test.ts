import { readdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { contractOperations } from "../contract/contract-operations.ts";
import { type Answer, type RequestOptions, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import type { TestPerson } from "../harness/test-people.ts";
import { tokenFor } from "../orgs/teams.ts";

let gaffer: TestGaffer;
let person: TestPerson;
let mailFails = false;
beforeAll(async () => {
  gaffer = await startTestGaffer({
    role: "api",
    async sendMail() {
      if (mailFails) throw new Error("no route to the mail server");
    },
  });
  person = await gaffer.createPerson();
});
afterAll(() => gaffer.stop());
beforeEach(() => {
  mailFails = false;
});

/** A request without its idempotency key. */
type Call = { url: string } & Pick<RequestOptions, "as" | "body">;

const inOrg = (url: string, body?: unknown): Call => ({
  url: `/v1/orgs/${gaffer.org.orgId}${url}`,
  as: gaffer.org,
  body,
});
const newKey = () => crypto.randomUUID();
const newEmail = () => `${crypto.randomUUID()}@example.com`;

function send({ url, ...options }: Call, key: string, headers: Record<string, string> = {}): Promise<Answer> {
  return gaffer.request("POST", url, { ...options, headers: { ...headers, "idempotency-key": key } });
}
const upload = (content: string, key: string, name = "people.csv") =>
  send(inOrg(`/files?name=${name}`, content), key, { "content-type": "text/csv" });

const schedule = { name: "Report", job: { type: "http:request", input: { url: "https://example.com/" } } };
const recurrence = { kind: "daily", time: "09:00" };

async function newSchedule(): Promise<string> {
  return (await gaffer.inOrg("POST", "/schedules", { ...schedule, recurrence })).body.id;
}
async function cancelledJob(): Promise<string> {
  const { id } = await gaffer.createJob();
  await gaffer.inOrg("POST", `/jobs/${id}/cancel`);
  return id;
}
async function putUpload(): Promise<string> {
  const announced = { name: "a.csv", contentType: "text/csv", sizeBytes: 3 };
  const { body } = await gaffer.inOrg("POST", "/files/uploads", announced);
  await gaffer.request("PUT", body.url, { body: "a,b", headers: body.headers });
  return body.id;
}
async function invitationToken(): Promise<string> {
  await gaffer.inOrg("POST", "/invitations", { email: person.email, role: "viewer" });
  return tokenFor(gaffer, person.email);
}

/** Prepares a request of each operation that takes a key. */
const prepare: Record<string, () => Promise<Call> | Call> = {
  createJob: () => inOrg("/jobs", schedule.job),
  createJobs: () => inOrg("/jobs/batch", { jobs: [schedule.job, schedule.job] }),
  cancelJob: async () => inOrg(`/jobs/${(await gaffer.createJob()).id}/cancel`),
  restoreJob: async () => inOrg(`/jobs/${await cancelledJob()}/restore`),
  retryJob: async () => inOrg(`/jobs/${await cancelledJob()}/retry`),
  cancelJobs: async () => inOrg("/jobs/cancel", { ids: [(await gaffer.createJob()).id] }),
  retryJobs: async () => inOrg("/jobs/retry", { ids: [await cancelledJob()] }),
  exportOrg: () => inOrg("/export"),
  createSchedule: () => inOrg("/schedules", { ...schedule, recurrence }),
  triggerSchedule: async () => inOrg(`/schedules/${await newSchedule()}/trigger`),
  pauseSchedule: async () => inOrg(`/schedules/${await newSchedule()}/pause`),
  pauseSchedules: async () => inOrg("/schedules/pause", { ids: [await newSchedule()] }),
  async resumeSchedules() {
    const id = await newSchedule();
    await gaffer.inOrg("POST", `/schedules/${id}/pause`);
    return inOrg("/schedules/resume", { ids: [id] });
  },
  async backfillSchedule() {
    const id = await newSchedule();
    const to = (await gaffer.inOrg("GET", `/schedules/${id}`)).body.createdAt;
    const from = new Date(Date.parse(to) - 48 * 3_600_000).toISOString();
    return inOrg(`/schedules/${id}/backfill`, { from, to });
  },
  async resumeSchedule() {
    const id = await newSchedule();
    await gaffer.inOrg("POST", `/schedules/${id}/pause`);
    return inOrg(`/schedules/${id}/resume`);
  },
  async restoreOrg() {
    const org = await gaffer.createOrg("doomed");
    await gaffer.request("DELETE", `/v1/orgs/${org.orgId}?name=doomed`, { as: org });
    return { url: `/v1/orgs/${org.orgId}/restore`, as: org };
  },
  createInvitation: () => inOrg("/invitations", { email: newEmail(), role: "viewer" }),
  uploadFile: () => inOrg("/files?name=a.csv", new TextEncoder().encode("a,b")),
  completeUpload: async () => inOrg(`/files/uploads/${await putUpload()}/complete`),
  createOrg: () => ({ url: "/v1/orgs", as: person, body: { name: "Acme" } }),
  acceptInvitation: async () => ({
    url: "/v1/invitations/accept",
    as: person,
    body: { token: await invitationToken() },
  }),
};

/** POST operations without a key, by the reason. */
const keyless = {
  secret: [
    ...["signUp", "verifyEmail", "signIn", "refreshSession", "signOut", "changePassword", "requestPasswordReset"],
    ...["resetPassword", "revokeOtherSessions", "createApiKey", "rotateApiKey", "createUpload"],
  ],
  changesNothing: ["previewSchedule", "findInvitation"],
  losesAccess: ["leaveOrg", "transferOrg"],
  ofInstallation: [
    "resumeSystemJob",
    "pauseSystemJob",
    "runSystemJob",
    "suspendOrg",
    "unsuspendOrg",
    "createPlan",
    "grantAdministrator",
    "revokeAdministrator",
    "restoreSystemOrg",
    "grantKeyAdministrator",
    "revokeKeyAdministrator",
  ],
};

const changes = async () =>
  (await gaffer.database.admin.query("select count(*)::int as events from audit_events")).rows[0].events;

describe("Idempotency-Key of an operation", () => {
  test("is taken by every POST, except the named ones", () => {
    const posts = contractOperations.filter(({ method }) => method === "POST");
    const keyed = posts.filter(({ parameters }) => parameters.some(({ name }) => name === "Idempotency-Key"));
    const others = posts.filter((operation) => !keyed.includes(operation));
    expect(keyed.map(({ id }) => id).sort()).toEqual(Object.keys(prepare).sort());
    expect(others.map(({ id }) => id).sort()).toEqual(Object.values(keyless).flat().sort());
  });

  test.each(Object.keys(prepare))("gives the first response again and changes nothing: %s", async (id) => {
    const call = await prepare[id]?.();
    if (!call) throw new Error(`no request of ${id}`);
    const key = newKey();
    const first = await send(call, key);
    const before = await changes();
    const second = await send(call, key);
    expect(first.status, JSON.stringify(first.body)).toBeLessThan(300);
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(second).toMatchObject({ status: first.status, body: first.body });
    expect(second.headers.get("idempotent-replayed")).toBe("true");
    expect(second.headers.get("location")).toBe(first.headers.get("location"));
    expect(await changes()).toBe(before);
  });

  test("is refused for another resource in the path", async () => {
    const key = newKey();
    const [first, second] = [await gaffer.createJob(), await gaffer.createJob()];
    expect((await send(inOrg(`/jobs/${first.id}/cancel`), key)).status).toBe(200);
    const other = await send(inOrg(`/jobs/${second.id}/cancel`), key);
    expect(other).toMatchObject({ status: 422, body: { type: expect.stringContaining("idempotency-mismatch") } });
    expect((await gaffer.getJob(second.id)).status).toBe("pending");
  });

  test("is refused for an upload with another name", async () => {
    const key = newKey();
    expect((await upload("a,b", key)).status).toBe(201);
    expect((await upload("a,b", key, "other.csv")).status).toBe(422);
  });
});

describe("Idempotency-Key after a failure", () => {
  test("is unused when the request was refused, also for another operation", async () => {
    const key = newKey();
    const { id } = await gaffer.createJob();
    expect((await send(inOrg(`/jobs/${id}/retry`), key)).status).toBe(409);
    const cancelled = await send(inOrg(`/jobs/${id}/cancel`), key);
    expect([cancelled.status, cancelled.headers.get("idempotent-replayed")]).toEqual([200, null]);
  });

  test("is unused when the server failed, and nothing was changed", async () => {
    const { admin } = gaffer.database;
    const key = newKey();
    const call = inOrg("/schedules", { ...schedule, name: "Failing", recurrence });
    await admin.query(
      `create function gaffer.fail() returns trigger language plpgsql as $$ begin raise 'no audit'; end $$;
       create trigger fail before insert on gaffer.audit_events execute function gaffer.fail()`,
    );
    const failed = await send(call, key);
    await admin.query("drop trigger fail on gaffer.audit_events; drop function gaffer.fail()");
    expect(failed.status).toBe(500);
    const created = await send(call, key);
    expect([created.status, created.headers.get("idempotent-replayed")]).toEqual([201, null]);
    const { body } = await gaffer.inOrg("GET", "/schedules?limit=100");
    expect(body.items.filter(({ name }: { name: string }) => name === "Failing")).toHaveLength(1);
  });

  test("sends the mail of an invitation when the first one failed, and no second one", async () => {
    const key = newKey();
    const email = newEmail();
    const invite = () => send(inOrg("/invitations", { email, role: "viewer" }), key);
    const mailed = () => gaffer.mail.mails.filter(({ to }) => to === email).length;
    mailFails = true;
    expect((await invite()).status).toBe(503);
    mailFails = false;
    const created = await invite();
    expect([created.status, created.headers.get("idempotent-replayed"), mailed()]).toEqual([201, null, 1]);
    const again = await invite();
    expect([again.headers.get("idempotent-replayed"), mailed()]).toEqual(["true", 1]);
    expect(again.body).toEqual(created.body);
  });
});

describe("Idempotency-Key of an upload", () => {
  const stored = async () => (await readdir(path.join(gaffer.config.dataDir, "files"), { recursive: true })).length;

  test("stores no second content, also when it is another one", async () => {
    const key = newKey();
    const first = await upload("name,age\nAda,36\n", key);
    const before = await stored();
    const again = await upload("name,age\nAda,36\n", key);
    expect([again.body.id, again.headers.get("idempotent-replayed")]).toEqual([first.body.id, "true"]);
    expect((await upload("name,age\nAda,37\n", key)).status).toBe(422);
    expect(await stored()).toBe(before);
  });

  test("stores one file of several concurrent requests", async () => {
    const key = newKey();
    const before = await stored();
    const answers = await Promise.all(Array.from({ length: 5 }, () => upload("one,file\n", key)));
    const created = answers.filter(({ status }) => status === 201);
    expect(new Set(created.map(({ body }) => body.id))).toHaveLength(1);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    expect(await stored()).toBe(before + 1);
  });

  test("gets its response also when the plan has no room left", async () => {
    const key = newKey();
    const first = await upload("room,for,one\n", key);
    await gaffer.limit({ stored_bytes: 1 });
    try {
      expect((await upload("room,for,one\n", key)).body.id).toBe(first.body.id);
      expect((await upload("room,for,one\n", newKey())).status).toBe(403);
    } finally {
      await gaffer.limit({ stored_bytes: null });
    }
  });
});
