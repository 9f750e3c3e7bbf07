import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { everyMinute, type OpenSchedules, openSchedules, type ScheduleRun } from "./open-schedules.ts";

let opened: OpenSchedules;
beforeAll(async () => {
  opened = await openSchedules("2026-03-06T12:00:00Z", { orgConcurrency: 1000 });
});
afterEach(() => opened.forget());
afterAll(() => opened.close());

type RunPage = { items: ScheduleRun[]; nextCursor: string | null };
const page = async (id: string, query = "") =>
  (await opened.gaffer.inOrg<RunPage>("GET", `/schedules/${id}/runs?${query}`)).body;
const minute = (count: number) => new Date(Date.parse("2026-03-06T12:00:00Z") + count * 60_000).toISOString();

test("listScheduleRuns › newest hundred runs › are kept and listed newest first, fifty by default", async () => {
  const { id } = await opened.schedule({ recurrence: everyMinute, overlap: "allow", missed: "all" });
  await opened.passAt(minute(60));
  await opened.passAt(minute(120));
  const first = await page(id);
  expect(first.items).toHaveLength(50);
  const second = await page(id, `cursor=${first.nextCursor}`);
  expect(second.nextCursor).toBeNull();
  const times = [...first.items, ...second.items].map(({ id }) => id);
  expect(times).toEqual(Array.from({ length: 100 }, (_, i) => minute(120 - i)));
  const { rows } = await opened.gaffer.database.admin.query(
    "select count(*)::int as runs from schedule_runs where schedule_id = $1",
    [id],
  );
  expect(rows).toEqual([{ runs: 100 }]);
  expect(await opened.get(id)).toMatchObject({ runCount: 120 });
});

test("listScheduleRuns › filter › is the status", async () => {
  opened.clock.now = new Date(minute(0));
  const { id } = await opened.schedule({ recurrence: everyMinute, missed: "latest" });
  await opened.passAt(minute(3));
  expect((await page(id, "status=missed&limit=1")).items.map(({ id }) => id)).toEqual([minute(2)]);
  const { nextCursor } = await page(id, "status=missed&limit=1");
  expect(await page(id, `status=missed&cursor=${nextCursor}`)).toMatchObject({
    items: [{ id: minute(1) }],
    nextCursor: null,
  });
  expect((await page(id, "status=completed")).items).toEqual([]);
  expect(await opened.gaffer.inOrg("GET", `/schedules/${id}/runs?cursor=${nextCursor}`)).toMatchObject({ status: 422 });
});

test("listScheduleRuns › recorded time › doesn't run again", async () => {
  opened.clock.now = new Date(minute(0));
  const { id } = await opened.schedule({ recurrence: everyMinute, overlap: "allow" });
  await opened.passAt(minute(1));
  // Simulates a restore of this table only, or a clock that was set back before a change of the schedule.
  await opened.gaffer.database.admin.query("update scheduled_jobs set next_run_at = $2 where id = $1", [id, minute(1)]);
  await opened.passAt(minute(1));
  expect(await opened.jobsOf(id)).toHaveLength(1);
  expect(await opened.get(id)).toMatchObject({ nextRunAt: minute(2), runCount: 1 });
});

test("listScheduleRuns › row, message and run › are created together", async () => {
  opened.clock.now = new Date(minute(0));
  const { id } = await opened.schedule({ recurrence: everyMinute, maxRuns: 2, overlap: "allow" });
  await opened.passAt(minute(1));
  await opened.passAt(minute(2));
  expect(await opened.get(id)).toMatchObject({ status: "ended", runCount: 2, lastRun: { scheduledAt: minute(2) } });
  const { rows } = await opened.gaffer.database.admin.query(
    `select run.id as slot, current_jobs.status, message.state, current_jobs.run_at as "runAt"
       from schedule_runs run join current_jobs on current_jobs.id = run.job_id
       join gaffer_queue.job message on message.id = current_jobs.message_id
      where run.schedule_id = $1 order by run.id`,
    [id],
  );
  expect(rows).toMatchObject([
    { slot: minute(1), status: "pending", state: "created" },
    { slot: minute(2), status: "pending", state: "created" },
  ]);
});
