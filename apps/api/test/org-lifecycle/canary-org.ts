/** An organization with a canary text in every place that can contain its data. */
import { randomUUID } from "node:crypto";
import type { DemoOrg } from "../../src/demo/demo-org.ts";
import type { JobHandler, UserJobTypes } from "../../src/modules/jobs/handlers/types.ts";
import { type Answer, emptyProfile, someFileId, type TestGaffer } from "../harness/test-gaffer.ts";
import type { OpenDriver } from "../storage/drivers.ts";

type Profile = UserJobTypes["file:profile"];
type Handler = JobHandler<Profile["input"], Profile["output"]>;

export interface CanaryOrg extends DemoOrg {
  canary: string;
  /** The job that runs until the test releases it. */
  stuckJobId: string;
}

const period = { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" };
const ids = { succeeds: randomUUID(), fails: randomUUID(), isStuck: randomUUID() };

export const canaryOf = (orgId: string) => `canary${orgId.replaceAll("-", "")}`;

/**
 * The handler of `file:profile`: leaves canaries everywhere. The stuck job waits for `release` and ignores its signal.
 */
export function canaryHandler(release: Promise<void>, onStuck: (orgId: string) => void): Handler {
  return async ({ orgId, input, helpers }) => {
    const canary = canaryOf(orgId);
    const leaveSome = async () => {
      helpers.updateProgress(50, canary);
      helpers.log("warn", canary, { [canary]: canary });
      await helpers.enqueueAll([], { checkpoint: canary });
      const content = async function* () {
        yield Buffer.from(canary);
      };
      await helpers.files.write({ name: canary, contentType: "text/plain", content: content() });
      await helpers.enqueue({
        type: "report:generate",
        input: { ...period, format: "csv" },
        maxAttempts: 1,
        tags: [canary],
      });
    };
    if (input.fileId === ids.isStuck) {
      onStuck(orgId);
      await release;
      await leaveSome();
    } else if (input.fileId === ids.fails) {
      await leaveSome();
      throw new Error(canary);
    }
    return { output: { ...emptyProfile, problems: [{ line: 1, message: canary }] } };
  };
}

export async function createCanaryOrg(
  gaffer: TestGaffer,
  opened: OpenDriver,
  isStuck: (orgId: string) => Promise<void>,
): Promise<CanaryOrg> {
  const org = await gaffer.createOrg("to be named");
  const { orgId } = org;
  const canary = canaryOf(orgId);
  const { admin } = gaffer.database;
  await admin.query("update orgs set name = $2 where id = $1", [orgId, canary]);
  const ask = async (method: string, path: string, body?: unknown, headers = {}): Promise<Answer> => {
    const answer = await gaffer.request(method, `/v1/orgs/${orgId}${path}`, { as: org, body, headers });
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
    return answer;
  };
  // Opens a stream, because changes are recorded for live updates only while an organization has one.
  await ask("GET", "/live");
  const ended = async (jobId: string) => {
    await gaffer.log.waitFor((line) => line.msg === "job attempt ended" && line.jobId === jobId);
  };
  const profile = (fileId: string, more: object = {}) => ({
    type: "file:profile",
    input: { fileId },
    maxAttempts: 1,
    ...more,
  });
  const call = { type: "http:request", input: { url: `https://${canary}.example/`, method: "GET" }, maxAttempts: 1 };

  await ask("POST", "/api-keys", { name: canary, scopes: ["jobs:read"] });
  await ask("POST", "/invitations", { email: `${canary}@example.com`, role: "viewer" });
  await ask("POST", `/files?name=${canary}`, canary, { "content-type": "text/plain" });
  const announced = { name: canary, contentType: "text/plain", sizeBytes: canary.length };
  const upload = await ask("POST", "/files/uploads", announced);
  await opened.putUpload(`${orgId}/${upload.body.id}`);
  const rowless = async function* () {
    yield Buffer.from(canary);
  };
  await opened.storage.write(`${orgId}/${randomUUID()}`, rowless());

  const runAt = new Date(Date.now() + 86_400_000).toISOString();
  await ask("POST", "/jobs", { ...call, runAt }, { "idempotency-key": canary });
  for (const fileId of [ids.fails, ids.succeeds]) await ended((await ask("POST", "/jobs", profile(fileId))).body.id);
  const schedule = {
    name: canary,
    job: call,
    recurrence: { kind: "daily", time: "09:00" },
    startsAt: "2090-01-01T00:00:00Z",
  };
  const { id: scheduleId } = (await ask("POST", "/schedules", schedule)).body;
  await ended((await ask("POST", `/schedules/${scheduleId}/trigger`)).body.jobId);
  await admin.query(
    "update schedule_runs set error = jsonb_build_object('code', $2::text, 'message', $2::text) where org_id = $1",
    [orgId, canary],
  );
  await ended((await ask("POST", "/export")).body.id);
  const stuck = await ask("POST", "/jobs", profile(ids.isStuck));
  await isStuck(orgId);
  // The stuck job makes these jobs parked, because the organization's limit is one admitted job.
  await ask("POST", "/jobs/batch", { jobs: Array(3).fill(profile(someFileId)) });
  return { ...org, canary, stuckJobId: stuck.body.id };
}
