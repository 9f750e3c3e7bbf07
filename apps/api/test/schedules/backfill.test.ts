import type { Schemas } from "@gaffer/contracts/server";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type OpenSchedules, openSchedules } from "./open-schedules.ts";

let opened: OpenSchedules;
beforeAll(async () => {
  opened = await openSchedules("2026-03-06T12:00:30Z");
});
afterEach(async () => {
  await opened.forget();
  opened.clock.now = new Date("2026-03-06T12:00:30Z");
});
afterAll(() => opened.close());

const hourly = { recurrence: { kind: "cron", expression: "0 * * * *" } };
const at = (hour: number) => `2026-03-06T${String(hour).padStart(2, "0")}:00:00.000Z`;

const backfill = (id: string, request: Partial<Schemas["BackfillRequest"]>, headers = {}) =>
  opened.gaffer.inOrg<Schemas["Backfill"] & Schemas["Problem"]>("POST", `/schedules/${id}/backfill`, request, headers);

describe("backfillSchedule", () => {
  test("creates the jobs of an inclusive range in order, and doesn't change the schedule", async () => {
    const before = await opened.schedule(hourly);
    const range = { from: at(8), to: at(10) };
    const counted = await backfill(before.id, { ...range, dryRun: true });
    expect(counted).toMatchObject({ status: 200, body: { times: 3, existing: 0, jobs: 3, jobIds: [] } });
    expect(await opened.jobsOf(before.id)).toEqual([]);

    const { body } = await backfill(before.id, range);
    expect(body).toMatchObject({ times: 3, existing: 0, jobs: 3 });
    const jobs = await opened.jobsOf(before.id);
    expect(jobs.map(({ id }) => id)).toEqual(body.jobIds);
    expect(jobs.map(({ scheduledAt }) => scheduledAt?.toISOString())).toEqual([at(8), at(9), at(10)]);
    expect(jobs).toMatchObject(
      Array(3).fill({ status: "pending", trigger: "manual", createdBy: before.createdBy, cancelRequestedAt: null }),
    );
    expect(
      (await opened.runs(before.id)).map(({ id, trigger, status, jobId }) => [id, trigger, status, jobId]),
    ).toEqual([at(8), at(9), at(10)].map((id, index) => [id, "manual", "running", body.jobIds[index]]));
    const { lastRun: _, ...after } = await opened.get(before.id);
    const { lastRun: __, ...same } = before;
    expect(after).toEqual(same);
  });

  test("skips times that have a run, also when it is repeated", async () => {
    const { id } = await opened.schedule(hourly);
    await opened.passAt("2026-03-06T13:00:10Z");
    const range = { from: at(12), to: at(13) };
    expect((await backfill(id, range)).body).toMatchObject({ times: 2, existing: 1, jobs: 1 });
    expect((await backfill(id, range)).body).toEqual({ times: 2, existing: 2, jobs: 0, jobIds: [] });
    expect(await opened.jobsOf(id)).toHaveLength(2);
  });

  test("creates the jobs of missed times, whose runs then have a job", async () => {
    const { id } = await opened.schedule({ ...hourly, missed: "skip" });
    await opened.passAt("2026-03-06T16:30:00Z");
    expect((await opened.runs(id)).map(({ status }) => status)).toContain("missed");
    const { body } = await backfill(id, { from: at(13), to: at(16) });
    const runs = await opened.runs(id);
    expect(runs.map(({ id, status }) => [id, status])).toEqual([13, 14, 15, 16].map((hour) => [at(hour), "running"]));
    expect(body.existing + body.jobs).toBe(4);
    expect(body.jobs).toBeGreaterThan(0);
  });

  test("recognizes a time by its job when the run isn't kept", async () => {
    const { id } = await opened.schedule(hourly);
    await backfill(id, { from: at(8), to: at(9) });
    await opened.gaffer.database.admin.query("delete from schedule_runs where schedule_id = $1", [id]);
    expect((await backfill(id, { from: at(8), to: at(10) })).body).toMatchObject({ existing: 2, jobs: 1 });
  });

  test("creates another job of a time with `onlyMissing: false`, once per idempotency key", async () => {
    const { id } = await opened.schedule(hourly);
    await backfill(id, { from: at(8), to: at(8) });
    const key = { "idempotency-key": crypto.randomUUID() };
    const again = { from: at(8), to: at(9), onlyMissing: false };
    const first = await backfill(id, again, key);
    expect(first.body).toMatchObject({ times: 2, existing: 1, jobs: 2 });
    expect((await backfill(id, again, key)).body).toEqual(first.body);
    expect((await opened.jobsOf(id)).map(({ scheduledAt }) => scheduledAt?.toISOString()).sort()).toEqual([
      at(8),
      at(8),
      at(9),
    ]);
    expect(await opened.runs(id)).toHaveLength(3);
  });

  test("creates each job once when two backfills run at once", async () => {
    const { id } = await opened.schedule(hourly);
    const range = { from: at(0), to: at(11) };
    const answers = await Promise.all([backfill(id, range), backfill(id, range)]);
    expect(answers.map(({ body }) => body.jobs).toSorted((a, b) => a - b)).toEqual([0, 12]);
    expect(await opened.jobsOf(id)).toHaveLength(12);
  });

  test.each([
    ["in the future", { from: at(8), to: at(13) }, "/to", "must not be in the future"],
    ["that ends before it starts", { from: at(9), to: at(8) }, "/from", "must not be after to"],
    [
      "with more than 1,000 times",
      { from: "2026-01-01T00:00:00Z", to: at(8) },
      "/from",
      "must be later: the range has more than 1,000 times of the schedule",
    ],
  ])("refuses a range %s", async (_, range, pointer, message) => {
    const { id } = await opened.schedule(hourly);
    const { status, body } = await backfill(id, range);
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ in: "body", pointer, message }]);
    expect(await opened.jobsOf(id)).toEqual([]);
  });

  test("creates no job beyond the plan's limit", async () => {
    const { id } = await opened.schedule(hourly);
    await opened.gaffer.limit({ open_jobs: 2 });
    const refused = await backfill(id, { from: at(8), to: at(10) });
    await opened.gaffer.limit({ open_jobs: null });
    expect(refused).toMatchObject({ status: 403, body: { type: "/problems/quota-exceeded" } });
    expect(await opened.jobsOf(id)).toEqual([]);
    expect(await opened.runs(id)).toEqual([]);
  });
});
