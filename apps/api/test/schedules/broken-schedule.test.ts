/** A schedule for which no run can be created, among many valid schedules. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { addSchedules } from "./many-schedules.ts";
import { type OpenSchedules, openSchedules } from "./open-schedules.ts";

let schedules: OpenSchedules;
beforeAll(async () => {
  schedules = await openSchedules("2026-03-02T12:00:00Z", { orgConcurrency: 10_000 });
});
afterAll(() => schedules.close());

const everyMinute = { kind: "cron", expression: "* * * * *" };

test.each([
  ["an invalid recurrence", 'recurrence = \'{"kind": "cron", "expression": "nonsense"}\''],
  ["a job that the database refuses", "job = jsonb_set(job::jsonb, '{priority}', '\"urgent\"')"],
])("Broken schedule › %s › delays no other due schedule", async (_, damage) => {
  const { gaffer, scheduler, passAt, forget } = schedules;
  const { admin } = gaffer.database;
  await forget();
  scheduler.log.lines.length = 0;
  const from = (second: number) => new Date(Date.UTC(2026, 2, 2, 12, 0, second));
  const add = (count: number, second: number) =>
    addSchedules(gaffer.database, [gaffer.org.orgId], {
      count,
      name: "many",
      recurrence: everyMinute,
      from: from(second),
    });
  await add(300, 1);
  const { id } = await schedules.schedule({ name: "broken", recurrence: everyMinute });
  await admin.query(`update scheduled_jobs set next_run_at = $1, ${damage} where id = $2`, [from(2), id]);
  await add(300, 3);

  expect(await passAt("2026-03-02T12:01:00Z")).toBe(600);
  expect(await schedules.runs(id)).toEqual([]);
  expect(scheduler.log.lines).toMatchObject([{ level: 50, msg: `the schedule ${id} could not be run` }]);
  expect(await passAt("2026-03-02T12:02:00Z")).toBe(600);
});
