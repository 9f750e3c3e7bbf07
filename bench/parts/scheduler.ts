/**
 * Time from a second in which many schedules are due until all of their jobs exist, with one and with two schedulers.
 * Also measures how late the jobs of a few five-second schedules are. A job exists from the commit of its transaction.
 */
import { setTimeout as wait } from "node:timers/promises";
import { type Scheduled, startSchedulers } from "../gaffer/schedules.ts";
import { openPgBoss } from "../peers/pg-boss.ts";
import { toTable } from "../report.ts";
import { takeTurns } from "../rounds.ts";
import { median, pairedRatio, percentile } from "../statistics.ts";
import type { Part } from "./part.ts";

const every = { seconds: 5, schedules: 100, forSeconds: 30 };
/**
 * Maximum time in milliseconds from the due time until all jobs exist. The measurement fails if jobs are still missing.
 */
const patienceMs = 60_000;

/** Returns a whole second far enough in the future that the schedules can be written before it. */
const soon = () => new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 2_000);

export const scheduler: Part = async ({ cluster, sizes: { rounds, orgs, schedules } }) => {
  const one = await startSchedulers(cluster, orgs, 1);
  const two = await startSchedulers(cluster, orgs, 2);
  const bossDatabase = await cluster.createDatabase();
  const boss = await openPgBoss(bossDatabase.url);
  for (const { addSchedules } of [one, two])
    await addSchedules("many", schedules, { kind: "interval", every: 1_000, unit: "hours" });

  const late: Record<"one" | "two", number[][]> = { one: [], two: [] };
  const measure = (scheduled: Scheduled, kept: number[][]) => async () => {
    await scheduled.database.tidy();
    const values = await runAllAt(scheduled, schedules);
    kept.push(values);
    return { rate: (schedules * 1_000) / Math.max(...values) };
  };
  const rates = await takeTurns(
    {
      "Gaffer, 1 scheduler": measure(one, late.one),
      "Gaffer, 2 schedulers": measure(two, late.two),
      "pg-boss insert, 500 each": async () => {
        await bossDatabase.tidy();
        return { rate: await boss.insertInBatches(schedules, 500) };
      },
    },
    rounds,
  );
  const daily = await runEveryFewSeconds(one);
  const mismatches = (await one.mismatches()) + (await two.mismatches());
  await Promise.all([one.stop(), two.stop(), boss.stop()]);
  await bossDatabase.drop();

  const ratio = pairedRatio(rates["Gaffer, 1 scheduler"], rates["pg-boss insert, 500 each"]);
  const row = (name: string, values: number[]) => [
    name,
    ...[percentile(values, 0.5), percentile(values, 0.99), Math.max(...values)].map((ms) => ms.toFixed(0)),
  ];
  const rows = [
    row(`${schedules.toLocaleString("en")} at once, 1 scheduler`, late.one.flat()),
    row(`${schedules.toLocaleString("en")} at once, 2 schedulers`, late.two.flat()),
    row(`${every.schedules} every ${every.seconds} s, 1 scheduler`, daily),
  ];
  const secondsOf = (values: number[][]) => median(values.map((each) => Math.max(...each) / 1_000));
  return {
    figures: { allDueSeconds: secondsOf(late.one), schedulerVsInsert: ratio.median },
    ratios: { schedulerVsInsert: ratio },
    rates,
    measured: {
      scheduler: {
        schedules,
        oneSeconds: secondsOf(late.one),
        twoSeconds: secondsOf(late.two),
        mismatches,
        lateMs: rows,
      },
    },
    lines: [
      toTable(["job there after, ms", "p50", "p99", "max"], rows),
      `all of ${schedules.toLocaleString("en")}: ${secondsOf(late.one).toFixed(2)} s with one scheduler, ` +
        `${secondsOf(late.two).toFixed(2)} s with two; ${mismatches} runs without just one job and one message`,
    ],
  };
};

/** Milliseconds from the due time of all schedules to the commit of each job. */
async function runAllAt({ begin, database, lateness }: Scheduled, count: number): Promise<number[]> {
  const at = soon();
  await begin("many", at);
  const left = "select exists (select from scheduled_jobs where status = 'active' and next_run_at <= $1) as some";
  while (Date.now() < at.getTime()) await wait(at.getTime() - Date.now());
  while ((await database.query<{ some: boolean }>(left, [at]))[0]?.some) {
    if (Date.now() > at.getTime() + patienceMs) throw new Error("the schedulers don't get done");
    await wait(20);
  }
  const values = await lateness("many", at);
  if (values.length !== count) throw new Error(`${values.length} runs of ${count} schedules`);
  return values;
}

async function runEveryFewSeconds(scheduled: Scheduled): Promise<number[]> {
  await scheduled.pause("many");
  await scheduled.database.tidy();
  const { seconds, schedules, forSeconds } = every;
  await scheduled.addSchedules("few", schedules, { kind: "cron", expression: `*/${seconds} * * * * *` });
  const at = new Date(Math.ceil((Date.now() + 1_000) / (seconds * 1_000)) * seconds * 1_000);
  await scheduled.begin("few", at);
  await wait(at.getTime() + (forSeconds - 1) * 1_000 - Date.now());
  await scheduled.pause("few");
  const values = await scheduled.lateness("few", at);
  if (values.length !== (schedules * forSeconds) / seconds)
    throw new Error(`only ${values.length} runs were decided on`);
  return values;
}
