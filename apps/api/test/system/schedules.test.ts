/** Schedules of system jobs: their definitions in the code, pauses by an operator, and their rows in the queue. */
import { describe, expect, test } from "vitest";
import type { SystemSchedules } from "../../src/modules/system/system-schedules.ts";
import type { TestGafferOptions } from "../harness/test-gaffer.ts";
import { ownInstallation } from "./own-installation.ts";
import { synced } from "./system-api.ts";

const builtIns = ["jobs:prune", "jobs:reconcile", "orgs:purge", "storage:cleanup", "subscriptions:monitor"];
const nightly = { name: "nightly", title: "Nightly", cron: "0 3 * * *" } as const;
const group = { ...nightly, jobs: ["storage:cleanup", "jobs:prune"] } as const;

const { database, start: startProcess, stop } = ownInstallation();

function start(defineSchedules?: (schedules: SystemSchedules) => Promise<void>, options: TestGafferOptions = {}) {
  return startProcess({ ...options, ...(defineSchedules && { defineSchedules }) });
}

const inQueue = async () =>
  (await database().admin.query("select name, key, cron from gaffer_queue.schedule order by name, key")).rows;

describe("System schedules › list of system jobs", () => {
  test("has all schedules with their last and next run", async () => {
    const { jobs, runToEnd } = await start();
    const listed = await jobs();
    expect(listed.map(({ name }) => name)).toEqual(builtIns);
    expect(listed.map(({ name, cron }) => ({ name: name.replace(":", "."), key: "", cron }))).toEqual(await inQueue());
    expect(
      listed.every((job) => job.status === "active" && job.scheduled && !job.overdue && job.description !== ""),
    ).toBe(true);
    const cleanup = listed.find(({ name }) => name === "storage:cleanup");
    const nextHour = new Date();
    nextHour.setUTCHours(nextHour.getUTCHours() + 1, 0, 0, 0);
    expect(cleanup).toMatchObject({ title: "Clean up files", lastRun: null, nextRunAt: nextHour.toISOString() });

    const run = await runToEnd("storage:cleanup");
    const after = (await jobs()).find(({ name }) => name === "storage:cleanup");
    expect(after).toMatchObject({ lastRun: { id: run.id, startedAt: run.startedAt, status: "completed" } });
  });

  test("has a job that is scheduled at run time, also after a restart, until it is unscheduled", async () => {
    const first = await start(undefined, { timing: { keepSchedulesMs: 20 } });
    const { jobQueue } = first.gaffer.app;
    await jobQueue()?.schedule("storage:cleanup", "*/7 * * * *");
    await jobQueue()?.defineSchedule({ ...group, enabled: true });
    await first.gaffer.app.jobQueue()?.schedule("subscriptions:monitor", "1 * * * *");
    expect(await first.job("storage:cleanup")).toMatchObject({
      cron: "*/7 * * * *",
      title: "Clean up files",
      scheduled: true,
    });
    expect(await first.job("nightly")).toMatchObject({ status: "active", scheduled: true, jobs: group.jobs });
    // Deletes a schedule that the code defines. When a scheduler has restored this schedule, it has synchronized all
    // schedules of the code.
    await first.gaffer.app.jobQueue()?.unschedule("subscriptions:monitor");
    await expect.poll(() => first.job("subscriptions:monitor")).toMatchObject({ cron: "*/5 * * * *" });
    expect(await first.job("storage:cleanup")).toMatchObject({ cron: "*/7 * * * *" });
    await stop(first.gaffer);

    const second = await start();
    // A start restores the schedules that the code defines. Schedules that were created at run time stay.
    expect(await second.job("storage:cleanup")).toMatchObject({ cron: "0 * * * *" });
    expect(await second.job("nightly")).toMatchObject({ scheduled: true });
    await second.gaffer.app.jobQueue()?.unschedule("nightly");
    expect(await second.job("nightly")).toBeUndefined();
    expect((await inQueue()).filter(({ key }) => key === "nightly")).toEqual([]);
  });

  test("shows when the queue lacks a job, which is scheduled again soon", async () => {
    const { job } = await start(undefined, { timing: { keepSchedulesMs: 600_000 } });
    await database().admin.query("delete from gaffer_queue.schedule where name = 'storage.cleanup'");
    expect(await job("storage:cleanup")).toMatchObject({ status: "active", scheduled: false, nextRunAt: null });
    await start(undefined, { role: "scheduler", timing: { keepSchedulesMs: 50 } });
    await expect.poll(() => job("storage:cleanup")).toMatchObject({ scheduled: true });
  });

  test("shows the queue's cron, and schedules that were added to the queue directly", async () => {
    const { jobs, job, ask, pause } = await start(undefined, { timing: { keepSchedulesMs: 600_000 } });
    await database().admin.query(
      `update gaffer_queue.schedule set cron = '30 * * * *' where name = 'storage.cleanup';
       insert into gaffer_queue.schedule (name, key, kind, cron, timezone)
       values ('file.profile', 'by-hand', 'cron', '0 0 * * *', 'UTC')`,
    );
    expect(await job("storage:cleanup")).toMatchObject({ cron: "30 * * * *" });
    expect(await job("by-hand")).toMatchObject({ jobs: ["file:profile"], cron: "0 0 * * *", scheduled: true });
    expect(await jobs()).toHaveLength(builtIns.length + 1);
    expect((await ask("GET", "/jobs/by-hand/runs")).body).toEqual({ items: [], nextCursor: null });
    expect((await pause("by-hand")).body).toMatchObject({
      status: 409,
      type: "/problems/system-job-unmanaged",
    });
  });
});

describe("System schedules › definition in the code", () => {
  test("waits for an operator, who switches its whole group at once", async () => {
    const { job, resume, run, runs } = await start((schedules) => schedules.defineSchedule(group));
    expect(await job("nightly")).toMatchObject({
      title: "Nightly",
      status: "paused",
      scheduled: false,
      nextRunAt: null,
    });
    expect((await inQueue()).filter(({ key }) => key !== "")).toEqual([]);
    expect(await resume("nightly")).toMatchObject({ status: 200, body: { status: "active", scheduled: true } });
    const queued = { key: "nightly", cron: "0 3 * * *" };
    expect((await inQueue()).filter(({ key }) => key !== "")).toEqual([
      { name: "jobs.prune", ...queued },
      { name: "storage.cleanup", ...queued },
    ]);
    expect(await run("nightly")).toMatchObject({ status: 202, body: { runs: [{ job: "storage:cleanup" }, {}] } });
    await expect
      .poll(async () => (await runs("nightly")).map(({ job, status }) => `${job} ${status}`).sort())
      .toEqual(["jobs:prune completed", "storage:cleanup completed"]);
    expect(await runs("storage:cleanup")).toEqual([]);
  });

  test("stays switched as it is after a restart, and after a deployment that changes it", async () => {
    const first = await start((schedules) => schedules.defineSchedule(group));
    await first.resume("nightly");
    await first.pause("storage:cleanup");
    await stop(first.gaffer);

    const again = await start((schedules) => schedules.defineSchedule(group));
    expect(await again.job("nightly")).toMatchObject({ status: "active", scheduled: true });
    expect(await again.job("storage:cleanup")).toMatchObject({ status: "paused", scheduled: false });
    expect((await inQueue()).map(({ name, key }) => key || name)).not.toContain("storage.cleanup");
    await stop(again.gaffer);

    const other = { ...group, title: "At night", cron: "30 4 * * *", jobs: ["jobs:prune"], enabled: false } as const;
    const deployed = await start((schedules) => schedules.defineSchedule(other));
    expect(await deployed.job("nightly")).toMatchObject({
      title: "At night",
      cron: "30 4 * * *",
      jobs: ["jobs:prune"],
      status: "active",
      scheduled: true,
    });
    expect((await inQueue()).filter(({ key }) => key === "nightly")).toMatchObject([
      { name: "jobs.prune", cron: "30 4 * * *" },
    ]);
  });

  test("disappears with the last process whose code defines it", async () => {
    const timing = { keepSchedulesMs: 50 };
    const old = await start((schedules) => schedules.defineSchedule({ ...group, enabled: true }), { timing });
    const next = await start(undefined, { role: "scheduler", timing });
    const worker = await start(undefined, { role: "worker", timing });
    await stop(worker.gaffer);
    await old.gaffer.app.jobQueue()?.defineSchedule({ ...group, name: "later" });
    const api = await start(undefined, { role: "api" });
    expect(await api.job("nightly")).toMatchObject({ scheduled: true });
    await stop(old.gaffer);
    await expect.poll(() => api.job("nightly")).toBeUndefined();
    expect((await inQueue()).filter(({ key }) => key === "nightly")).toEqual([]);
    // The schedule `later` stays, because it was registered at run time and not by the code.
    expect(await api.job("later")).toMatchObject({ scheduled: false, status: "paused" });
    await stop(next.gaffer);
    expect((await api.jobs()).map(({ name }) => name)).toEqual([...builtIns, "later"].sort());
  });

  test("is that of the process that started last, while older versions still run", async () => {
    const timing = { keepSchedulesMs: 30 };
    const define = (cron: string) => (schedules: SystemSchedules) =>
      schedules.defineSchedule({ ...nightly, cron, jobs: ["jobs:prune"] });
    const old = await start(define("0 3 * * *"), { timing });
    const next = await start(define("0 4 * * *"), { role: "scheduler", timing });
    const seen: (string | undefined)[] = [];
    for (let time = 0; time < 10; time++) {
      await synced(database(), "nightly", 1);
      seen.push((await old.job("nightly"))?.cron);
    }
    expect(new Set(seen)).toEqual(new Set(["0 4 * * *"]));
    await stop(next.gaffer);
    await expect.poll(async () => (await old.job("nightly"))?.cron).toBe("0 3 * * *");
  });

  test.each([
    ["a wrong cron", { cron: "0 25 * * *" }, /nightly.*"0 25 \* \* \*" has an invalid hour: "25"/],
    ["a cron that never matches", { cron: "0 0 30 2 *" }, /nightly.*matches no existing date/],
    ["an unknown job", { jobs: ["unknown:job"] }, /nightly.*unknown:job/],
    ["no jobs", { jobs: [] }, /nightly.*no jobs/],
    ["a name that isn't valid in a path", { name: "Every night" }, /Every night.*lower-case/],
    ["the name of another job", { name: "jobs:prune" }, /jobs:prune/],
  ])("with %s stops the start with a message", async (_, wrong, message) => {
    await expect(start((schedules) => schedules.defineSchedule({ ...group, ...wrong }))).rejects.toThrow(message);
  });
});

test("System schedules › unknown job › is 404, and 403 without the scope", async () => {
  const { gaffer, ask } = await start(undefined, { role: "api" });
  for (const path of ["/jobs/unknown:job/resume", "/jobs/unknown:job/pause", "/jobs/unknown:job/run"])
    expect(await ask("POST", path)).toMatchObject({
      status: 404,
      body: { type: "/problems/not-found", detail: expect.stringContaining("unknown:job") },
    });
  expect(await ask("GET", "/jobs/unknown:job/runs")).toMatchObject({ status: 404 });
  const as = await gaffer.createKey({ scopes: ["jobs:read", "jobs:write", "schedules:read", "schedules:write"] });
  for (const path of ["/jobs", "/workers", "/job-types", "/jobs/storage:cleanup/runs"])
    expect(await gaffer.request("GET", `/v1/system${path}`, { as })).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining("system:admin") },
    });
  expect(await gaffer.request("POST", "/v1/system/jobs/storage:cleanup/pause", { as })).toMatchObject({
    status: 403,
  });
});
