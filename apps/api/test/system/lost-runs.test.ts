/** Runs of system jobs whose worker is lost, stops, or loses the run. */
import { describe, expect, test } from "vitest";
import { systemJobs } from "../harness/system-jobs.ts";
import type { TestGafferOptions } from "../harness/test-gaffer.ts";
import { gate, type Handler, output } from "./gate.ts";
import { ownInstallation } from "./own-installation.ts";

const name = "storage:cleanup";

const { database, start: startProcess, stop } = ownInstallation();

function start(handler: Handler, options: TestGafferOptions = {}) {
  return startProcess({ systemJobs: systemJobs({ run: handler }), ...options });
}

describe("Lost system runs › run of a worker", () => {
  test("that is lost is recorded as lost, which the worker can't change, and the job runs again", async () => {
    const { begun, handler, open } = gate();
    const lost = await start(handler, { timing: { heartbeatMs: 600_000 }, config: { shutdownGraceMs: 100 } });
    await lost.run(name);
    await expect.poll(() => begun.length).toBe(1);
    await database().admin.query("update workers set heartbeat_at = now() - interval '1 minute'");
    const other = await start(async () => ({ output }), { role: "worker", timing: { heartbeatMs: 30 } });
    const id = begun[0]?.slice("system_".length);
    const line = await other.gaffer.log.waitFor(({ msg }) => msg === "the job's worker was lost");
    expect(line).toMatchObject({ jobId: begun[0], type: name, status: "failed" });
    const ofLost = async () => (await lost.runs(name)).find((run) => run.id === id);
    expect(await ofLost()).toMatchObject({ status: "lost", error: { code: "worker_lost" } });
    expect(await lost.run(name)).toMatchObject({ status: 202 });
    open();
    const late = await lost.gaffer.log.waitFor(({ msg, jobId }) => msg === "job attempt ended" && jobId === begun[0]);
    expect(late).toMatchObject({ outcome: "completed", status: "held by another" });
    expect(await ofLost()).toMatchObject({ status: "lost" });
  });

  test("that no longer holds it is aborted", async () => {
    const aborted = Promise.withResolvers<void>();
    const { run, runs } = await start(
      ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => {
            aborted.resolve();
            reject(new Error("stopped"));
          });
        }),
      { timing: { heartbeatMs: 30 } },
    );
    await run(name);
    await expect.poll(async () => (await runs(name)).length).toBe(1);
    await database().admin.query("update system_job_runs set ended_at = now(), outcome = 'lost' where schedule = $1", [
      name,
    ]);
    await aborted.promise;
    expect(await runs(name)).toMatchObject([{ status: "lost", error: null }]);
  });

  test("that stops is handed back and run again, for the same caller", async () => {
    const { begun, handler } = gate();
    const config = { shutdownGraceMs: 50 };
    const api = await start(handler, { role: "api" });
    const first = await start(handler, { config, timing: { stopGraceMs: 50 } });
    const { body } = await api.run(name);
    await expect.poll(() => begun.length).toBe(1);
    const second = await start(async () => ({ output }), { role: "worker" });
    await stop(first.gaffer);
    await expect
      .poll(async () => (await api.runs(name)).map(({ status }) => status))
      .toEqual(["completed", "released"]);
    const [again, released] = await api.runs(name);
    expect(released).toMatchObject({ id: body.runs[0].id });
    expect(again).toMatchObject({ trigger: "manual", actor: released?.actor });
    expect(second.gaffer.log.lines.filter(({ level }) => level >= 40)).toEqual([]);
  });

  test("that never got the response to its claim is handed back too", async () => {
    const { runs } = await start(async () => ({ output }), { timing: { heartbeatMs: 20, lostAfterMs: 500 } });
    const { rows } = await database().admin.query("select id from workers where role = 'all'");
    const held = crypto.randomUUID();
    await database().admin.query(
      `with message as (
         insert into gaffer_queue.job (id, name, policy, state) values ($1, 'storage.cleanup', 'exclusive', 'active'))
       insert into system_job_runs (id, schedule, job, trigger, worker_id, started_at)
       values ($1, 'storage:cleanup', 'storage:cleanup', 'cron', $2, now())`,
      [held, rows[0].id],
    );
    await expect.poll(async () => (await runs(name)).map(({ status }) => status)).toEqual(["completed", "released"]);
  });
});
