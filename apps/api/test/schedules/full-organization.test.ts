/** Schedules of an organization at its limit, with concurrent creates. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { waitingForLocks } from "../db/behind-proxy.ts";
import { holdInserts } from "../harness/held-transactions.ts";
import { standing } from "../reconcile/open-reconciler.ts";
import { type OpenSchedules, openSchedules } from "./open-schedules.ts";

let schedules: OpenSchedules;
beforeAll(async () => {
  schedules = await openSchedules("2026-03-02T12:00:00Z", { orgConcurrency: 2 });
});
afterAll(() => schedules.close());

test("Schedule of full organization › run whose room is taken meanwhile › creates its job, which is parked", async () => {
  const { gaffer, schedule, passAt, jobsOf } = schedules;
  // Creates the row of in-flight counters.
  await gaffer.createJob();
  const { id } = await schedule();
  const release = await holdInserts(gaffer.database, "jobs", "new.schedule_id is not null");
  const pass = passAt("2026-03-02T12:01:00Z");
  // The scheduler's pass has read that the organization has room, and waits for the lock.
  await expect.poll(() => waitingForLocks(gaffer.database)).toBe(1);
  await gaffer.createJob();
  await release();
  expect(await pass).toBe(1);
  expect(await jobsOf(id)).toHaveLength(1);
  expect(await schedules.runs(id)).toHaveLength(1);
  const { orgId } = gaffer.org;
  expect(await standing(gaffer.database, orgId)).toMatchObject({ counted: 2, admitted: 2, queued: 2, waiting: 1 });
  expect(schedules.scheduler.log.lines).toEqual([]);
});
