/** The content of a stream, with a real worker on the same database. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { isJob, type LiveUpdate, openStream } from "../harness/open-stream.ts";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
let steps: { progress(percent: number): void; finish(): void; fail(): void } | undefined;
let started = Promise.withResolvers<void>();

beforeAll(async () => {
  gaffer = await startTestGaffer({
    liveTiming: { pollMs: 20, heartbeatMs: 100 },
    handler: async ({ helpers }) => {
      const done = Promise.withResolvers<void>();
      steps = {
        progress: (percent) => helpers.updateProgress(percent, `${percent} done`),
        finish: () => done.resolve(),
        fail: () => done.reject(new Error("no")),
      };
      started.resolve();
      await done.promise;
      return { output: emptyProfile };
    },
  });
});
afterAll(() => gaffer.stop());

async function startJob(more = {}) {
  started = Promise.withResolvers();
  const job = await gaffer.createJob(more);
  await started.promise;
  return job;
}

test("Live updates › job › is sent for each change, in the form in which getJob returns it", async () => {
  const stream = await openStream(gaffer);
  expect(stream.response.headers.get("content-type")).toBe("text/event-stream");
  expect(stream.response.headers.get("cache-control")).toBe("no-store");
  await stream.waitFor(({ kind }) => kind === "reset");
  expect(stream.text()).toMatch(/^retry: \d+\n\n/);
  expect(stream.events[0]).toEqual({ kind: "reset", reason: "connected" });
  const job = await startJob();
  await stream.waitFor(isJob(job.id, "processing"));
  steps?.progress(40);
  await stream.waitFor((event) => event.kind === "job" && event.job.progress === 40);
  steps?.finish();
  const last = await stream.waitFor<LiveUpdate & { kind: "job" }>(isJob(job.id, "completed"));
  const { input: _, output: __, ...state } = await gaffer.getJob(job.id);
  expect(last.job).toEqual(state);
  // The name of each event in the stream equals the event's `kind`.
  const names = [...stream.text().matchAll(/^event: (.*)$/gm)].map(([, name]) => name);
  expect(names).toEqual(stream.events.map(({ kind }) => kind));
});

test("Live updates › events of a job › are in order", async () => {
  const stream = await openStream(gaffer);
  const job = await startJob();
  for (let percent = 1; percent <= 60; percent++) {
    steps?.progress(percent);
    if (percent % 10 === 0)
      await stream.waitFor((event) => event.kind === "job" && event.job.id === job.id && event.job.progress >= percent);
  }
  steps?.finish();
  await stream.waitFor(isJob(job.id, "completed"));
  const seen = stream.events.flatMap((event) => (event.kind === "job" && event.job.id === job.id ? [event.job] : []));
  const rank = { pending: 0, processing: 1, completed: 2, failed: 2, cancelled: 2 };
  const order = seen.map(({ status, progress }) => rank[status] * 1_000 + progress);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  // Sixty progress reports are combined into fewer events.
  expect(seen.length).toBeLessThan(40);
});

test("Live updates › schedule › is sent for each change, each outcome of a run, and when it is deleted", async () => {
  const stream = await openStream(gaffer, { query: "subject=schedule" });
  const body = {
    name: "daily",
    job: { type: "file:profile", input: { fileId: someFileId } },
    recurrence: { kind: "daily", time: "09:00" },
  };
  started = Promise.withResolvers();
  const { id } = (await gaffer.inOrg("POST", "/schedules", body)).body;
  const isSchedule =
    (isIt: (schedule: (LiveUpdate & { kind: "schedule" })["schedule"]) => boolean) => (event: LiveUpdate) =>
      event.kind === "schedule" && event.schedule.id === id && isIt(event.schedule);
  await stream.waitFor(isSchedule(({ lastRun }) => lastRun === null));
  await gaffer.inOrg("POST", `/schedules/${id}/trigger`);
  await stream.waitFor(isSchedule(({ lastRun }) => lastRun?.status === "running"));
  await started.promise;
  steps?.finish();
  await stream.waitFor(isSchedule(({ lastRun }) => lastRun?.status === "completed"));
  await gaffer.inOrg("POST", `/schedules/${id}/pause`);
  const paused = await stream.waitFor<LiveUpdate & { kind: "schedule" }>(
    isSchedule(({ status }) => status === "paused"),
  );
  expect(paused.schedule).toEqual((await gaffer.inOrg("GET", `/schedules/${id}`)).body);
  await gaffer.inOrg("DELETE", `/schedules/${id}`);
  await stream.waitFor(({ kind }) => kind === "removed");
  expect(stream.events.at(-1)).toEqual({ kind: "removed", subject: "schedule", id });
  expect(stream.events.filter(({ kind }) => kind === "job")).toEqual([]);
});

test("Live updates › stream of one job › contains no other job", async () => {
  const [one, other] = [await gaffer.createJob({ runAt: later() }), await gaffer.createJob({ runAt: later() })];
  const ofOne = await openStream(gaffer, { query: `jobId=${one.id}` });
  const ofJobs = await openStream(gaffer, { query: "subject=job" });
  for (const { id } of [other, one]) await gaffer.inOrg("POST", `/jobs/${id}/cancel`);
  await Promise.all([ofOne, ofJobs].map((stream) => stream.waitFor(isJob(one.id, "cancelled"))));
  await ofJobs.waitFor(isJob(other.id, "cancelled"));
  expect(ofOne.events.filter(isJob(other.id))).toEqual([]);
});

test("Live updates › stream with filters › has only matching jobs, and no schedules", async () => {
  const { createdBy } = await gaffer.createJob({ runAt: later() });
  const matching = await openStream(gaffer, {
    query: `type=file:profile,http:request&trigger=api&createdBy=${createdBy}`,
  });
  const others = await openStream(gaffer, { query: "type=http:request" });
  const report = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };
  const schedule = { name: "daily", job: { type: "file:profile", input: { fileId: someFileId } } };
  await gaffer.inOrg("POST", "/schedules", { ...schedule, recurrence: { kind: "daily", time: "09:00" } });
  const { id: reportId } = (
    await gaffer.inOrg("POST", "/jobs", { type: "report:generate", input: report, runAt: later() })
  ).body;
  const { id } = await gaffer.createJob({ runAt: later() });
  const url = { type: "http:request", input: { url: "https://example.com" }, runAt: later() };
  const request = (await gaffer.inOrg("POST", "/jobs", url)).body;
  await Promise.all([
    matching.waitFor(isJob(request.id)),
    others.waitFor(isJob(request.id)),
    matching.waitFor(isJob(id)),
  ]);
  expect(others.events.filter(isJob(id))).toEqual([]);
  const sent = [...matching.events, ...others.events];
  expect(sent.filter((event) => event.kind === "schedule" || isJob(reportId)(event))).toEqual([]);
});

test("Live updates › keepalives › are sent while nothing happens, with an id to resume from", async () => {
  const stream = await openStream(gaffer);
  const beats = () => stream.text().match(/^:\nid: .*$/gm) ?? [];
  await stream.waitForText(() => beats().length >= 3);
  const [, id] =
    beats()
      .at(-1)
      ?.match(/id: (.*)/) ?? [];
  expect(stream.lastId()).toBe(id);
  // Another transaction of the cluster can cause a reset.
  const others = stream.events.filter((event) => event.kind !== "reset" || event.reason !== "openTransactions");
  expect(others).toEqual([{ kind: "reset", reason: "connected" }]);
});

test("Live updates › changes of another organization › are never sent", async () => {
  const other = await gaffer.createOrg("other");
  const [mine, theirs] = [await openStream(gaffer), await openStream(gaffer, { as: other, orgId: other.orgId })];
  const { body } = await gaffer.request("POST", `/v1/orgs/${other.orgId}/jobs`, {
    as: other,
    body: { type: "file:profile", input: { fileId: someFileId }, runAt: later() },
  });
  await theirs.waitFor(isJob(body.id));
  const own = await gaffer.createJob({ runAt: later() });
  await mine.waitFor(isJob(own.id));
  expect(mine.text()).not.toContain(body.id);
  expect(mine.text()).not.toContain(other.orgId);
  expect(theirs.text()).not.toContain(own.id);
  expect(theirs.text()).not.toContain(gaffer.org.orgId);
});

test("Live updates › without schedules:read › only jobs are sent, and a stream of schedules is refused", async () => {
  const as = await gaffer.createKey({ scopes: ["jobs:read"] });
  const stream = await openStream(gaffer, { as });
  const refused = await gaffer.request("GET", `/v1/orgs/${gaffer.org.orgId}/live?subject=schedule`, { as });
  expect(refused).toMatchObject({ status: 403, body: { type: "/problems/forbidden" } });
  const body = {
    name: "daily",
    job: { type: "file:profile", input: { fileId: someFileId } },
    recurrence: { kind: "daily", time: "09:00" },
  };
  await gaffer.inOrg("POST", "/schedules", body);
  const { id } = await gaffer.createJob({ runAt: later() });
  await stream.waitFor(isJob(id));
  expect(stream.events.filter(({ kind }) => kind === "schedule")).toEqual([]);
});

const later = () => new Date(Date.now() + 3_600_000).toISOString();
