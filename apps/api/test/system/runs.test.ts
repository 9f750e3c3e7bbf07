/** Runs of system jobs: their history, and that they never overlap. */
import { PgBoss } from "pg-boss";
import { describe, expect, test } from "vitest";
import { systemJobs } from "../harness/system-jobs.ts";
import type { TestGafferOptions } from "../harness/test-gaffer.ts";
import { gate, type Handler, output } from "./gate.ts";
import { ownInstallation } from "./own-installation.ts";
import { systemApi } from "./system-api.ts";

const name = "storage:cleanup";

const { database, start: startProcess, stop } = ownInstallation();

function start(handler: Handler, options: TestGafferOptions = {}) {
  return startProcess({ systemJobs: systemJobs({ run: handler }), ...options });
}

/** The queue's maintenance, which ends expired messages. */
async function superviseQueue(): Promise<void> {
  const schedule = { migrate: false, supervise: false, schedule: false };
  const boss = new PgBoss({ connectionString: database().url, schema: "gaffer_queue", ...schedule });
  await boss.start();
  await boss.supervise("storage.cleanup");
  await boss.stop({ graceful: false });
}

/** Inserts the message that the queue would send at the cron expression's time. */
const sendByCron = () =>
  database().admin.query(
    `insert into gaffer_queue.job (name, data, policy) values ('storage.cleanup', '{"schedule": "storage:cleanup"}', 'exclusive')
     on conflict do nothing returning id`,
  );

describe("System job runs › history", () => {
  test("has start, end, outcome, log and trigger of a run", async () => {
    const { gaffer, runToEnd } = await start(async ({ helpers }) => {
      helpers.updateProgress(50, "half");
      helpers.log("warn", "look", { files: 3 });
      return { output };
    });
    const me = (await gaffer.request("GET", "/v1/me", { as: gaffer.org })).body.actor;
    const run = await runToEnd(name);
    expect(run).toMatchObject({ job: name, trigger: "manual", actor: me, status: "completed", error: null });
    expect(run.durationMs).toBe(Date.parse(run.endedAt ?? "") - Date.parse(run.startedAt));
    expect(run.logs).toMatchObject([
      { level: "info", message: "half", data: { percent: 50 } },
      { level: "warn", message: "look", data: { files: 3 } },
    ]);
    const ended = await gaffer.log.waitFor(
      (line) => line.jobId === `system_${run.id}` && line.msg === "job attempt ended",
    );
    expect(ended).toMatchObject({ type: name, schedule: name, status: "completed" });
    const { rows } = await sendByCron();
    await gaffer.log.waitFor((line) => line.jobId === `system_${rows[0].id}` && line.msg === "job attempt ended");
    expect((await systemApi(gaffer).runs(name))[0]).toMatchObject({ id: rows[0].id, trigger: "cron", actor: null });
  });

  test("has the error of a failed run, and the next run is possible", async () => {
    let fails = true;
    const { runToEnd, job } = await start(async () => {
      if (fails) throw new Error("the disk is full");
      return { output };
    });
    const error = { code: "handler_error", message: "the disk is full" };
    expect(await runToEnd(name)).toMatchObject({ status: "failed", error });
    expect(await job(name)).toMatchObject({ lastRun: { status: "failed" } });
    fails = false;
    expect(await runToEnd(name)).toMatchObject({ status: "completed" });
  });

  test("has the newest hundred runs of each job", async () => {
    const { runToEnd, runs } = await start(async () => ({ output }));
    await database().admin.query(
      `insert into system_job_runs (id, schedule, job, trigger, worker_id, started_at, ended_at, outcome)
       select gen_random_uuid(), schedule, schedule, 'cron', gen_random_uuid(), now() - n * interval '1 hour', now(), 'completed'
         from generate_series(1, 130) as n, unnest(array['storage:cleanup', 'jobs:prune']) as schedule`,
    );
    const { id } = await runToEnd(name);
    const kept = await runs(name);
    expect(kept).toHaveLength(100);
    expect(kept[0]?.id).toBe(id);
    const { rows } = await database().admin.query(
      `select schedule, count(*)::int, min(started_at) > now() - interval '99.5 hours' as newest from system_job_runs
        where schedule <> 'jobs:reconcile' group by schedule order by schedule`,
    );
    expect(rows).toEqual([
      { schedule: "jobs:prune", count: 130, newest: false },
      { schedule: name, count: 100, newest: true },
    ]);
  });
});

describe("System job runs › system job", () => {
  test("never overlaps itself, with two workers, manual runs and cron", async () => {
    const { begun, handler, open } = gate();
    const { run, job, runs } = await start(handler);
    await start(handler, { role: "worker" });
    const answers = await Promise.all([run(name), sendByCron(), run(name), sendByCron(), run(name)]);
    await expect.poll(() => begun.length).toBe(1);
    expect(await run(name)).toMatchObject({
      status: 409,
      body: { type: "/problems/overlapping-run", detail: expect.stringContaining("never overlaps") },
    });
    expect((await sendByCron()).rows).toEqual([]);
    expect(await job(name)).toMatchObject({ running: true, lastRun: { status: "running" } });
    const accepted = answers.filter((answer) => ("status" in answer ? answer.status === 202 : answer.rows.length > 0));
    expect(accepted).toHaveLength(1);
    open();
    await expect.poll(() => job(name)).toMatchObject({ running: false, lastRun: { status: "completed" } });
    expect(begun).toHaveLength(1);
    expect(await runs(name)).toHaveLength(1);
    expect(await run(name)).toMatchObject({ status: 202 });
  });

  test("that is disabled runs manually, but drops the message that its cron has sent", async () => {
    const api = await start(async () => ({ output }), { role: "api" });
    const scheduler = await start(async () => ({ output }), { role: "scheduler" });
    const { rows } = await sendByCron();
    expect(rows).toHaveLength(1);
    await api.pause(name);
    const worker = await start(async () => ({ output }), { role: "worker" });
    const messages = async () =>
      (await database().admin.query("select id from gaffer_queue.job where name = 'storage.cleanup'")).rows;
    await expect.poll(messages).toEqual([]);
    expect(await api.runs(name)).toEqual([]);
    expect(await api.runToEnd(name)).toMatchObject({ trigger: "manual", status: "completed" });
    expect(await api.job(name)).toMatchObject({ status: "paused", scheduled: false });
    for (const { gaffer } of [worker, scheduler])
      expect(gaffer.log.lines.filter(({ level }) => level >= 50)).toEqual([]);
  });

  test("that runs longer than the queue's own expiry continues undisturbed", async () => {
    const { begun, handler, open } = gate();
    // Simulates a queue that an older version of Gaffer created: it has the default expiry of 15 minutes.
    await stop((await start(handler)).gaffer);
    await database().admin.query("update gaffer_queue.queue set expire_seconds = 900");
    const { run, runs } = await start(handler, { systemJobs: systemJobs({ run: handler, timeoutSeconds: 7_200 }) });
    await run(name);
    await expect.poll(() => begun.length).toBe(1);
    await database().admin.query(
      "update gaffer_queue.job set started_on = now() - interval '115 minutes' where name = 'storage.cleanup'",
    );
    await superviseQueue();
    expect(
      (await database().admin.query("select state from gaffer_queue.job where name = 'storage.cleanup'")).rows,
    ).toEqual([{ state: "active" }]);
    expect(await run(name)).toMatchObject({ status: 409 });
    open();
    await expect.poll(async () => (await runs(name))[0]?.status).toBe("completed");
    expect(begun).toHaveLength(1);
  });
});
