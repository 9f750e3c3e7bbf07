/** What wakes a scheduler that would sleep for a minute. */
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { everyMinute, profileJob, type Schedule } from "./open-schedules.ts";
import { startScheduler } from "./running-scheduler.ts";

let gaffer: TestGaffer;
let scheduler: Awaited<ReturnType<typeof startScheduler>>;
beforeAll(async () => {
  // The API's clock is behind, because the API refuses a time that has passed when a slow request arrives.
  gaffer = await startTestGaffer({ role: "api", now: () => new Date(Date.now() - 60_000) });
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
  const answer = await gaffer.inOrg<Schedule>("POST", "/schedules", { name: "a", job: profileJob, recurrence });
  expect(answer.status).toBe(201);
  return answer.body;
}

async function update({ id }: Schedule, changes: object): Promise<void> {
  const headers = { "if-match": "*" };
  expect((await gaffer.inOrg("PATCH", `/schedules/${id}`, changes, headers)).status).toBe(200);
}

/** The delay of a schedule's first job in milliseconds. undefined: the schedule has created no job. */
async function lateness({ id }: Schedule): Promise<number | undefined> {
  const { rows } = await gaffer.database.admin.query(
    `select extract(epoch from created_at - scheduled_at)::float8 * 1000 as ms from schedule_runs
      where schedule_id = $1 and job_id is not null`,
    [id],
  );
  return rows[0]?.ms;
}

/** Long enough for a pass on a busy machine, and much shorter than the minute for which the scheduler sleeps. */
const inTime = { timeout: 30_000 };

describe("Scheduler wake-up › schedule that is due earlier", () => {
  test("wakes it when it is new", async () => {
    const schedule = await create(once(soon()));
    await expect.poll(() => lateness(schedule), inTime).toBeGreaterThanOrEqual(0);
  });

  test("wakes it when its time was changed", async () => {
    const schedule = await create(once(nextYear()));
    await update(schedule, { recurrence: once(soon()) });
    await expect.poll(() => lateness(schedule), inTime).toBeGreaterThanOrEqual(0);
  });

  test("wakes it when it was resumed", async () => {
    const schedule = await create(once(nextYear()));
    await gaffer.inOrg("POST", `/schedules/${schedule.id}/pause`);
    await update(schedule, { recurrence: once(soon()) });
    await gaffer.inOrg("POST", `/schedules/${schedule.id}/resume`);
    await expect.poll(() => lateness(schedule), inTime).toBeGreaterThanOrEqual(0);
  });
});

test("Scheduler wake-up › schedule that is due later › doesn't wake it", async () => {
  const { counts, stop } = await startScheduler(gaffer.database);
  onTestFinished(stop);
  // The scheduler has made its first pass and sleeps.
  await expect.poll(() => counts.queries).toBe(2);
  for (let created = 1; created <= 5; created++) await create(once(nextYear()));
  await expect.poll(() => counts.notifications).toBe(5);
  await gaffer.inOrg("GET", "/schedules");
  expect(counts.queries).toBe(2);
});

test("Scheduler wake-up › broken schedule › doesn't keep the scheduler busy", async () => {
  const { counts, log } = scheduler;
  const broken = await create(everyMinute);
  await gaffer.database.admin.query(
    'update scheduled_jobs set recurrence = \'{"kind": "cron", "expression": "nonsense"}\', next_run_at = now() where id = $1',
    [broken.id],
  );
  const woken = await create(once(new Date(Date.now() + 200)));
  await log.waitFor(({ msg }) => msg === `the schedule ${broken.id} could not be run`);
  await expect.poll(() => lateness(woken), inTime).toBeGreaterThanOrEqual(0);
  const { queries } = counts;
  const later = await create(once(soon()));
  await expect.poll(() => lateness(later), inTime).toBeGreaterThanOrEqual(0);
  // The scheduler makes a pass at the notification of the later schedule, and when that schedule is due. An endless
  // loop would make hundreds of passes.
  expect(counts.queries - queries).toBeLessThan(15);
  expect(log.lines.filter(({ msg }) => msg.includes("could not be run"))).toHaveLength(1);
});
