/** What wakes a scheduler that has nothing to do for as long as it sleeps at the most: a minute. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { everyMinute, profileJob, type Schedule } from "./open-schedules.ts";
import { startScheduler } from "./running-scheduler.ts";

let gaffer: TestGaffer;
let scheduler: Awaited<ReturnType<typeof startScheduler>>;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
  scheduler = await startScheduler(gaffer.database);
});
afterAll(async () => {
  await scheduler.stop();
  await gaffer.stop();
});
beforeEach(() => gaffer.database.admin.query("delete from scheduled_jobs"));

const once = (at: Date) => ({ kind: "once", at: at.toISOString() });
const soon = () => new Date(Date.now() + 1_000);
const nextYear = () => new Date(Date.now() + 365 * 86_400_000);

async function create(recurrence: object): Promise<Schedule> {
  const { body } = await gaffer.inOrg<Schedule>("POST", "/schedules", { name: "a", job: profileJob, recurrence });
  return body;
}

async function update({ id }: Schedule, changes: object): Promise<void> {
  const headers = { "if-match": "*" };
  expect((await gaffer.inOrg("PATCH", `/schedules/${id}`, changes, headers)).status).toBe(200);
}

/** How many milliseconds late the first job of a schedule was created. */
async function lateness({ id }: Schedule): Promise<number | undefined> {
  const { rows } = await gaffer.database.admin.query(
    `select extract(epoch from created_at - scheduled_at)::float8 * 1000 as ms from schedule_runs
      where schedule_id = $1 and job_id is not null`,
    [id],
  );
  return rows[0]?.ms;
}

/** Long for a busy machine, and far from a minute. */
const inTime = { timeout: 10_000 };

describe("Scheduler wake-up › a scheduler that sleeps is woken by a schedule that is due earlier", () => {
  test("because it is new", async () => {
    const schedule = await create(once(soon()));
    await expect.poll(() => lateness(schedule), inTime).toBeGreaterThanOrEqual(0);
  });

  test("because its time was changed", async () => {
    const schedule = await create(once(nextYear()));
    await update(schedule, { recurrence: once(soon()) });
    await expect.poll(() => lateness(schedule), inTime).toBeGreaterThanOrEqual(0);
  });

  test("because it was resumed", async () => {
    const schedule = await create(once(nextYear()));
    await gaffer.inOrg("POST", `/schedules/${schedule.id}/pause`);
    await update(schedule, { recurrence: once(soon()) });
    await gaffer.inOrg("POST", `/schedules/${schedule.id}/resume`);
    await expect.poll(() => lateness(schedule), inTime).toBeGreaterThanOrEqual(0);
  });
});

test("Scheduler wake-up › a scheduler that sleeps isn't woken by a schedule that is due later", async () => {
  const { counts } = scheduler;
  await isQuiet(counts);
  const { asked, heard } = { ...counts };
  for (let created = 1; created <= 5; created++) await create(once(nextYear()));
  await expect.poll(() => counts.heard).toBe(heard + 5);
  await gaffer.inOrg("GET", "/schedules");
  expect(counts.asked).toBe(asked);
});

test("Scheduler wake-up › a schedule that can't be decided on doesn't keep a scheduler busy", async () => {
  const { counts, log } = scheduler;
  const broken = await create(everyMinute);
  await gaffer.database.admin.query(
    'update scheduled_jobs set recurrence = \'{"kind": "cron", "expression": "nonsense"}\', next_run_at = now() where id = $1',
    [broken.id],
  );
  const woken = await create(once(new Date(Date.now() + 200)));
  await log.waitFor(({ msg }) => msg === `the schedule ${broken.id} could not be run`);
  await expect.poll(() => lateness(woken), inTime).toBeGreaterThanOrEqual(0);
  const { asked } = counts;
  const later = await create(once(soon()));
  await expect.poll(() => lateness(later), inTime).toBeGreaterThanOrEqual(0);
  // It looked when it heard of the later one and when that was due; looking without an end asks hundreds of times.
  expect(counts.asked - asked).toBeLessThan(15);
  expect(log.lines.filter(({ msg }) => msg.includes("could not be run"))).toHaveLength(1);
});

/** Resolves when it has asked nothing more for the time of a request. */
async function isQuiet(counts: { asked: number }): Promise<void> {
  for (let before = -1; before !== counts.asked; ) {
    before = counts.asked;
    await gaffer.inOrg("GET", "/schedules");
  }
}
