/** Several scheduler processes on one database. */
import { expect, onTestFinished, test } from "vitest";
import type { TestDatabase } from "../harness/database.ts";
import { holdCounters, holdInserts, holdSchedules } from "../harness/held-transactions.ts";
import { addOrgs, addSchedules, countRuns, eachOnce } from "./many-schedules.ts";
import { startScheduler } from "./running-scheduler.ts";
import { connectionIs, impatient, prepareSchedulers } from "./scheduler-processes.ts";

const once = (at: Date) => ({ kind: "once", at: at.toISOString() });
const nextMultipleOf = (ms: number, after: number) => new Date(Math.ceil(after / ms) * ms);

function dueNow(count: number) {
  const from = new Date();
  return { count, name: "once", recurrence: once(from), from };
}

/** Starts a scheduler in this process, which is faster than another process. */
async function startAnother(database: TestDatabase) {
  const another = await startScheduler(database);
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= another.stop());
  onTestFinished(stop);
  return { stop };
}

test("Several schedulers › five schedulers › run each of thousands of scheduled times once", async () => {
  const { database, start } = await prepareSchedulers();
  const orgIds = await addOrgs(database, 10);
  // Some schedules are due before the schedulers start, most afterwards.
  const interval = { name: "interval", from: new Date(), recurrence: { kind: "interval", every: 5, unit: "seconds" } };
  const onClock = nextMultipleOf(5_000, Date.now() - 5_000);
  const cron = { name: "cron", from: onClock, recurrence: { kind: "cron", expression: "*/5 * * * * *" } };
  await addSchedules(database, orgIds, { count: 100, ...interval });
  await addSchedules(database, orgIds, { count: 100, ...cron });
  const schedulers = await Promise.all(Array.from({ length: 5 }, () => start()));
  const from = nextMultipleOf(1_000, Date.now() + 500);
  await addSchedules(database, orgIds, { count: 2_500, name: "once", recurrence: once(from), from });

  /**
   * Returns `unbroken`: whether the runs of each schedule with this name are five seconds apart from `first` on, and
   * `least`: the smallest number of runs of a schedule.
   */
  const timesOf = async (name: string, first: Date) => {
    const { rows } = await database.admin.query(
      `select min(runs)::int as least, bool_and(first = $2 and latest - first = (runs - 1) * interval '5 s') as unbroken
         from (select count(schedule_runs.id) as runs, min(scheduled_at) as first, max(scheduled_at) as latest
                 from scheduled_jobs left join schedule_runs on schedule_id = scheduled_jobs.id where name = $1 group by scheduled_jobs.id) as each`,
      [name, first],
    );
    return rows[0];
  };
  const patience = { timeout: 60_000 };
  await expect.poll(() => timesOf("once", from), patience).toEqual({ least: 1, unbroken: true });
  for (const { name, from } of [interval, cron]) {
    await expect.poll(async () => (await timesOf(name, from)).least, patience).toBeGreaterThan(1);
    expect(await timesOf(name, from)).toMatchObject({ unbroken: true });
  }
  const counts = await countRuns(database);
  expect(counts).toEqual(eachOnce(counts.runs));
  for (const { output } of schedulers) expect(output()).not.toContain('"level":50');
});

test("Several schedulers › locked schedules › are skipped and run by the scheduler that locked them", async () => {
  const { database } = await prepareSchedulers();
  const orgIds = await addOrgs(database, 3);
  await addSchedules(database, orgIds, dueNow(700));
  const release = await holdSchedules(database, 400);
  await startAnother(database);
  await expect.poll(() => countRuns(database), { timeout: 60_000 }).toEqual(eachOnce(300));
  await release();
  await expect.poll(() => countRuns(database), { timeout: 60_000 }).toEqual(eachOnce(700));
});

test("Several schedulers › killed scheduler › has applied a batch completely or not at all, and another runs the rest", async () => {
  const { database, start } = await prepareSchedulers();
  const orgIds = await addOrgs(database, 3);
  const [first, second] = await Promise.all([start(), start()]);
  second.child.kill("SIGSTOP");
  const letWrite = await holdInserts(database, "jobs");
  await addSchedules(database, orgIds, dueNow(700));
  await connectionIs(database, "waiting for a lock");
  first.child.kill("SIGKILL");
  await first.exit;
  await letWrite();
  expect(await countRuns(database)).toMatchObject({ runs: 0, jobs: 0, messages: 0 });

  second.child.kill("SIGCONT");
  await expect.poll(() => countRuns(database), { timeout: 60_000 }).toEqual(eachOnce(700));
  const letCommit = await holdCounters(database, orgIds[0] as string);
  await addSchedules(database, orgIds, dueNow(700));
  await connectionIs(database, "waiting for a lock");
  second.child.kill("SIGKILL");
  await second.exit;
  await letCommit();
  await startAnother(database);
  await expect.poll(() => countRuns(database), { timeout: 60_000 }).toEqual(eachOnce(1_400));
});

test("Several schedulers › frozen scheduler › loses its batch to another, and continues without repeating it", async () => {
  const { database, start } = await prepareSchedulers({ entry: impatient });
  const frozen = await start();
  const orgIds = await addOrgs(database, 3);
  const release = await holdInserts(database, "jobs");
  await addSchedules(database, orgIds, dueNow(400));
  await connectionIs(database, "waiting for a lock");
  const other = await startAnother(database);
  frozen.child.kill("SIGSTOP");
  await release();
  await expect.poll(() => countRuns(database), { timeout: 60_000 }).toEqual(eachOnce(400));
  frozen.child.kill("SIGCONT");
  await frozen.line(/schedules could not be run/);
  expect(await countRuns(database)).toEqual(eachOnce(400));
  await other.stop();
  await addSchedules(database, orgIds, dueNow(100));
  await expect.poll(() => countRuns(database), { timeout: 60_000 }).toEqual(eachOnce(500));
});
