/** Several processes that schedule on one database. */
import { describe, expect, test } from "vitest";
import { holdInserts, holdLoad } from "./held-transactions.ts";
import { addOrgs, addSchedules, countSlots, eachOnce } from "./many-schedules.ts";
import { connectionIs, prepareSchedulers } from "./scheduler-processes.ts";

const once = (at: Date) => ({ kind: "once", at: at.toISOString() });
const nextMultipleOf = (ms: number, after: number) => new Date(Math.ceil(after / ms) * ms);

function dueNow(count: number) {
  const from = new Date();
  return { count, name: "once", recurrence: once(from), from };
}

test("five schedulers run each of thousands of slots once, and miss none", async () => {
  const { database, start } = await prepareSchedulers();
  const [orgIds, ...schedulers] = await Promise.all([
    addOrgs(database, 10),
    ...Array.from({ length: 5 }, () => start()),
  ]);
  const from = nextMultipleOf(1_000, Date.now() + 1_000);
  const onClock = nextMultipleOf(5_000, from.getTime());
  const everyFive = { kind: "interval", every: 5, unit: "seconds" };
  const clockFive = { kind: "cron", expression: "*/5 * * * * *" };
  await addSchedules(database, orgIds, { count: 100, name: "interval", recurrence: everyFive, from });
  await addSchedules(database, orgIds, { count: 100, name: "cron", recurrence: clockFive, from: onClock });
  await addSchedules(database, orgIds, { count: 2_500, name: "once", recurrence: once(from), from });

  /** Whether their slots are every five seconds from the first, and how many each has at the least. */
  const slotsOf = async (name: string, first: Date) => {
    const { rows } = await database.admin.query(
      `select min(slots)::int as least, bool_and(first = $2 and latest - first = (slots - 1) * interval '5 s') as unbroken
         from (select count(slot) as slots, min(scheduled_at) as first, max(scheduled_at) as latest
                 from scheduled_jobs left join schedule_runs on schedule_id = id where name = $1 group by id) as each`,
      [name, first],
    );
    return rows[0];
  };
  const patience = { timeout: 20_000 };
  await expect.poll(() => slotsOf("once", from), patience).toEqual({ least: 1, unbroken: true });
  await expect.poll(() => slotsOf("interval", from), patience).toEqual({ least: 2, unbroken: true });
  expect(await slotsOf("cron", onClock)).toEqual({ least: expect.any(Number), unbroken: true });
  const counts = await countSlots(database);
  expect(counts).toEqual(eachOnce(counts.runs));
  for (const { output } of schedulers) expect(output()).not.toContain('"level":50');
});

describe("a scheduler that is killed in the middle of its work", () => {
  test("has done nothing, and another one does it all", async () => {
    const { database, start } = await prepareSchedulers();
    const killed = await start();
    const orgIds = await addOrgs(database, 3);
    const release = await holdInserts(database, "schedule_runs", "true");
    await addSchedules(database, orgIds, dueNow(700));
    await connectionIs(database, "waiting for a lock");
    killed.child.kill("SIGKILL");
    await killed.exit;
    await release();
    expect(await countSlots(database)).toMatchObject({ runs: 0, jobs: 0, messages: 0 });
    await start();
    await expect.poll(() => countSlots(database), { timeout: 5_000 }).toEqual(eachOnce(700));
  });

  test("while it commits has done all or nothing, and nothing happens twice", async () => {
    const { database, start } = await prepareSchedulers();
    const killed = await start();
    const orgIds = await addOrgs(database, 3);
    const release = await holdLoad(database, orgIds[0] as string);
    await addSchedules(database, orgIds, dueNow(700));
    await connectionIs(database, "waiting for a lock");
    const other = await start();
    // It has nothing to wait for: what is being decided is left alone.
    killed.child.kill("SIGKILL");
    await killed.exit;
    await release();
    await expect.poll(() => countSlots(database), { timeout: 5_000 }).toEqual(eachOnce(700));
    expect(other.output()).not.toContain('"level":50');
  });
});

test("a scheduler that is frozen loses its work to another, changes nothing of it when it wakes, and goes on", async () => {
  const { database, start } = await prepareSchedulers();
  const frozen = await start("impatient");
  const orgIds = await addOrgs(database, 3);
  const release = await holdInserts(database, "schedule_runs");
  await addSchedules(database, orgIds, dueNow(400));
  await connectionIs(database, "waiting for a lock");
  const other = await start("impatient");
  frozen.child.kill("SIGSTOP");
  await release();
  await expect.poll(() => countSlots(database), { timeout: 10_000 }).toEqual(eachOnce(400));
  frozen.child.kill("SIGCONT");
  await frozen.line(/schedules could not be run/);
  expect(await countSlots(database)).toEqual(eachOnce(400));
  other.child.kill("SIGKILL");
  await other.exit;
  await addSchedules(database, orgIds, dueNow(100));
  await expect.poll(() => countSlots(database), { timeout: 10_000 }).toEqual(eachOnce(500));
});
