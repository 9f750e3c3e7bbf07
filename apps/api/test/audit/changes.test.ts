import type { Schemas } from "@gaffer/contracts/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contractOperations } from "../contract/contract-operations.ts";
import { type Answer, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

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

async function eventsOf({ headers }: Answer, path = `/v1/orgs/${gaffer.org.orgId}/audit-events`): Promise<Event[]> {
  const { body } = await gaffer.request("GET", `${path}?limit=100`, { as: gaffer.org });
  return body.items.filter(({ requestId }: Event) => requestId === headers.get("x-request-id"));
}

const create = async (path: string, body: unknown) => (await gaffer.inOrg("POST", path, body)).body.id as string;
const createSchedule = () => create("/schedules", schedule);
const upload = () => gaffer.inOrg("POST", "/files?name=a.txt", "abc", { "content-type": "text/plain" });
const announce = () => gaffer.inOrg("POST", "/files/uploads", { name: "a", contentType: "a/b", sizeBytes: 3 });
const createApiKey = () => gaffer.inOrg("POST", "/api-keys", { name: "ci", scopes: ["jobs:write"] });
const onSystemJob = (verb: string) => gaffer.request("POST", `/v1/system/jobs/jobs:prune/${verb}`, { as: gaffer.org });

/** One successful request of each operation that changes something. */
const changes: Record<string, () => Promise<Answer>> = {
  createJob: () => gaffer.inOrg("POST", "/jobs", job),
  createJobs: () => gaffer.inOrg("POST", "/jobs/batch", { jobs: [job, job] }),
  cancelJob: async () => gaffer.inOrg("POST", `/jobs/${await create("/jobs", job)}/cancel`),
  async retryJob() {
    const id = await create("/jobs", job);
    await gaffer.inOrg("POST", `/jobs/${id}/cancel`);
    return gaffer.inOrg("POST", `/jobs/${id}/retry`);
  },
  uploadFile: upload,
  deleteFile: async () => gaffer.inOrg("DELETE", `/files/${(await upload()).body.id}`),
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
  createApiKey,
  rotateApiKey: async () => gaffer.inOrg("POST", `/api-keys/${(await createApiKey()).body.apiKey.id}/rotate`, {}),
  revokeApiKey: async () => gaffer.inOrg("DELETE", `/api-keys/${(await createApiKey()).body.apiKey.id}`),
  exportOrg: () => gaffer.inOrg("POST", "/export"),
  async deleteOrg() {
    const answer = await gaffer.inOrg("DELETE", "?name=test");
    await gaffer.inOrg("POST", "/restore");
    return answer;
  },
  restoreOrg: () => gaffer.inOrg("POST", "/restore"),
  enableSystemJob: () => onSystemJob("enable"),
  disableSystemJob: () => onSystemJob("disable"),
  runSystemJob: () => onSystemJob("run"),
};

/** They answer a question that is too long for a URL. */
const questions = ["previewSchedule"];

describe.each(contractOperations.filter(({ method, id }) => method !== "GET" && !questions.includes(id)))(
  "$id",
  ({ id, path, access }) => {
    test.skipIf(access === "anyone")("leaves one event: who, what, by which request and from where", async () => {
      const answer = await (changes[id] as () => Promise<Answer>)();
      expect(answer.status).toBeLessThan(300);
      const log = path.startsWith("/v1/system") ? "/v1/system/audit-events" : undefined;
      const events = await eventsOf(answer, log);
      expect(events).toHaveLength(1);
      expect(events[0]).toMatchObject({ action: id, actor: `key:${gaffer.org.apiKey.split("_")[1]}` });
      expect(events[0]?.target).toEqual({ type: expect.any(String), id: expect.any(String) });
      expect(JSON.stringify(events)).not.toContain(gaffer.org.apiKey);
    });
  },
);

test("a refused request, and one whose change fails, leave nothing", async () => {
  const answers = await Promise.all([
    gaffer.inOrg("POST", "/jobs/batch", { jobs: [job, { ...job, type: "no:such" }] }),
    gaffer.inOrg("DELETE", `/files/${someFileId}`),
    gaffer.inOrg("POST", `/schedules/${someFileId}/pause`),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([422, 404, 404]);
  for (const answer of answers) expect(await eventsOf(answer)).toEqual([]);
});

test("an answer that is given again is no change", async () => {
  const key = { "idempotency-key": "once" };
  const first = await gaffer.inOrg("POST", "/jobs", job, key);
  const again = await gaffer.inOrg("POST", "/jobs", job, key);
  expect(again.body).toEqual(first.body);
  expect(await eventsOf(first)).toHaveLength(1);
  expect(await eventsOf(again)).toEqual([]);
});

test("the address is the one that the nearest proxy saw, not what the caller claims", async () => {
  const answer = await gaffer.inOrg("POST", "/jobs", job, { "x-forwarded-for": "10.0.0.1, 203.0.113.9" });
  expect(await eventsOf(answer)).toMatchObject([{ address: "203.0.113.9" }]);
  const nonsense = await gaffer.inOrg("POST", "/jobs", job, { "x-forwarded-for": "<script>" });
  expect(await eventsOf(nonsense)).toMatchObject([{ address: null }]);
});
