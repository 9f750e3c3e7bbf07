import type { Schemas } from "@gaffer/contracts/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../src/new-id.ts";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const now = new Date("2026-11-20T12:34:56.789Z");
const none = { pending: 0, processing: 0, completed: 0, failed: 0, cancelled: 0 };
const minute = 60_000;

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", now: () => now });
});
afterAll(() => gaffer.stop());

const timeline = async (query = ""): Promise<Schemas["JobTimeline"]> =>
  (await gaffer.inOrg("GET", `/jobs/timeline${query}`)).body;

/**
 * Adds a job that was created `agoMs` ago, waited `waitedMs` and ran for `ranMs`. `ranMs` undefined: it never started.
 */
async function addJob(agoMs: number, status: string, waitedMs = 0, ranMs?: number, orgId = gaffer.org.orgId) {
  const createdAt = new Date(now.getTime() - agoMs);
  const startedAt = ranMs === undefined ? null : new Date(createdAt.getTime() + waitedMs);
  const completedAt = status === "pending" ? null : new Date((startedAt ?? createdAt).getTime() + (ranMs ?? 0));
  await gaffer.database.admin.query(
    `insert into current_jobs (org_id, id, type, status, priority, input, max_attempts, message_id, run_at, timeout_seconds, created_by,
                       trigger, created_at, started_at, ended_at, admission)
     values ($1, $2, 'file:profile', $3, 'normal', '{}', 1, $4, $5, 60, 'system', 'api', $5, $6, $7, $8)`,
    [orgId, newId(createdAt), status, someFileId, createdAt, startedAt, completedAt, completedAt ? null : "admitted"],
  );
}

test("getJobTimeline › without jobs › has 60 empty minutes, and the last one is the current minute", async () => {
  const { slices, sliceSeconds } = await timeline();
  expect(sliceSeconds).toBe(60);
  expect(slices).toHaveLength(60);
  expect(slices[0]?.at).toBe("2026-11-20T11:35:00.000Z");
  expect(slices.at(-1)).toEqual({
    at: "2026-11-20T12:34:00.000Z",
    created: 0,
    byStatus: none,
    waitSeconds: null,
    runSeconds: null,
  });
});

test("getJobTimeline › job › counts for the slice in which it was created, with its wait and run time", async () => {
  await addJob(0, "pending");
  for (const second of [1, 2, 3, 4, 100]) await addJob(3 * minute, "completed", second * 1_000, second * 10_000);
  await addJob(3 * minute, "failed", 500, 250);
  await addJob(3 * minute + 56_790, "cancelled");
  await addJob(61 * minute, "completed", 1, 1);
  const { slices } = await timeline();
  expect(slices.at(-1)).toMatchObject({
    created: 1,
    byStatus: { ...none, pending: 1 },
    waitSeconds: null,
    runSeconds: null,
  });
  expect(slices.at(-4)).toEqual({
    at: "2026-11-20T12:31:00.000Z",
    created: 6,
    byStatus: { ...none, completed: 5, failed: 1 },
    waitSeconds: { p50: 2, p95: 100 },
    runSeconds: { p50: 20, p95: 1_000 },
  });
  expect(slices.at(-5)).toMatchObject({ created: 1, byStatus: { ...none, cancelled: 1 }, waitSeconds: null });
  expect(slices.reduce((sum, { created }) => sum + created, 0)).toBe(8);
});

test("getJobTimeline › slices › are half an hour in a day and four hours in a week", async () => {
  const day = await timeline("?period=day");
  expect(day.sliceSeconds).toBe(1_800);
  expect(day.slices[0]?.at).toBe("2026-11-19T13:00:00.000Z");
  expect(day.slices).toHaveLength(48);
  // All jobs were created in the last 61 minutes, which are in the last three of the day's 48 slices.
  expect(day.slices.findIndex(({ created }) => created > 0)).toBe(45);
  const week = await timeline("?period=week");
  expect(week.sliceSeconds).toBe(14_400);
  expect(week.slices[0]?.at).toBe("2026-11-13T16:00:00.000Z");
  expect(week.slices).toHaveLength(42);
  expect(week.slices.at(-1)).toMatchObject({ at: "2026-11-20T12:00:00.000Z", created: 8 });
});

test("getJobTimeline › pending job that ran before › has no wait time", async () => {
  const { orgId } = await gaffer.createOrg("other");
  await addJob(minute, "pending", 0, undefined, orgId);
  await gaffer.database.admin.query(
    "update current_jobs set started_at = created_at + interval '1 s' where org_id = $1",
    [orgId],
  );
  const { rows } = await gaffer.database.admin.query("select started_at from current_jobs where org_id = $1", [orgId]);
  expect(rows[0].started_at).not.toBeNull();
  const key = await gaffer.createKey({ orgId });
  const { body } = await gaffer.request("GET", `/v1/orgs/${orgId}/jobs/timeline`, { as: key });
  expect(body.slices.at(-2)).toMatchObject({ created: 1, waitSeconds: null });
});

test("getJobTimeline › open and ended jobs › are in the same slices of every period", async () => {
  const { orgId } = await gaffer.createOrg("mixed");
  const key = await gaffer.createKey({ orgId });
  for (const status of ["pending", "completed", "failed", "cancelled"])
    await addJob(30 * minute, status, 0, undefined, orgId);
  for (const period of ["hour", "day", "week"]) {
    const { body } = await gaffer.request("GET", `/v1/orgs/${orgId}/jobs/timeline?period=${period}`, { as: key });
    const created = body.slices.filter((slice: Schemas["TimelineSlice"]) => slice.created > 0);
    expect(created).toMatchObject([
      { created: 4, byStatus: { pending: 1, processing: 0, completed: 1, failed: 1, cancelled: 1 } },
    ]);
  }
});

test("getJobTimeline › many jobs › are all counted, and the latest 100 of a slice give the percentiles", async () => {
  const { orgId, apiKey } = await gaffer.createOrg("large");
  await gaffer.database.admin.query(
    `insert into current_jobs (org_id, id, type, status, priority, input, max_attempts, message_id, run_at, timeout_seconds, created_by,
                       trigger, created_at, started_at, ended_at)
     select $1, (lpad(to_hex(extract(epoch from at)::bigint * 1000), 12, '0') || lpad(to_hex(n), 20, '0'))::uuid, 'file:profile',
            'completed', 'normal', '{}', 1, $2, at, 60, 'system', 'api', at, at, at + interval '1 second' * (1000 - n)
       from generate_series(1, 300) n, lateral (select $3::timestamptz as at) t`,
    [orgId, someFileId, new Date("2026-11-20T12:34:00Z")],
  );
  const { body } = await gaffer.request("GET", `/v1/orgs/${orgId}/jobs/timeline`, { as: { apiKey } });
  expect(body.slices.at(-1)).toMatchObject({ created: 300, runSeconds: { p50: 749, p95: 794 } });
});
