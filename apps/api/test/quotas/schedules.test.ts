import { afterEach, beforeEach, expect, test } from "vitest";
import { type OpenSchedules, openSchedules } from "../schedules/open-schedules.ts";

let schedules: OpenSchedules;
beforeEach(async () => {
  schedules = await openSchedules("2026-03-02T12:00:00Z");
});
afterEach(() => schedules.close());

test("Schedules quota › schedules › are limited by the plan, including paused ones, and a deletion makes room", async () => {
  const { gaffer, create, schedule, post } = schedules;
  await gaffer.limit({ schedules: 2 });
  const { id } = await schedule();
  await post(id, "pause");
  await schedule();
  const { status, body } = await create();
  expect(status).toBe(403);
  expect(body.quota).toEqual({ name: "schedules", limit: 2, used: 2, requested: 1 });
  await gaffer.inOrg("DELETE", `/schedules/${id}`);
  expect((await create()).status).toBe(201);
});

test("Schedules quota › concurrent creates › get the last place once", async () => {
  const { gaffer, create } = schedules;
  await gaffer.limit({ schedules: 3 });
  const answers = await Promise.all(Array.from({ length: 12 }, () => create()));
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(3).fill(201), ...Array(9).fill(403)]);
});

test("Schedules quota › run beyond the jobs quota › is refused on record, and others of the batch run", async () => {
  const { gaffer, schedule, passAt, runs, jobsOf, get, scheduler } = schedules;
  await gaffer.limit({ open_jobs: 1 });
  const [first, second] = [await schedule({ maxRuns: 1 }), await schedule({ maxRuns: 1 })];
  const other = await gaffer.createOrg("other");
  const elsewhere = await gaffer.request("POST", `/v1/orgs/${other.orgId}/schedules`, {
    as: other,
    body: { name: "other", job: first.job, recurrence: first.recurrence },
  });
  expect(await passAt("2026-03-02T12:01:00Z")).toBe(3);
  const outcomes = async (id: string) => (await runs(id)).map(({ status, jobId, error }) => ({ status, jobId, error }));
  const both = [...(await outcomes(first.id)), ...(await outcomes(second.id))];
  expect(both).toHaveLength(2);
  expect(both).toEqual(
    expect.arrayContaining([
      { status: "running", jobId: expect.any(String), error: null },
      {
        status: "refused",
        jobId: null,
        error: { code: "quota_exceeded", message: expect.stringContaining("1 open jobs") },
      },
    ]),
  );
  expect(await jobsOf(elsewhere.body.id)).toHaveLength(1);
  // A refused run doesn't count for `maxRuns`.
  const refused = (await jobsOf(first.id)).length === 0 ? first : second;
  expect(await get(refused.id)).toMatchObject({ status: "active", runCount: 0 });
  const [job] = await jobsOf(refused === first ? second.id : first.id);
  await gaffer.inOrg("POST", `/jobs/${job?.id}/cancel`);
  await passAt("2026-03-02T12:02:00Z");
  expect(await jobsOf(refused.id)).toHaveLength(1);
  expect(scheduler.log.lines).toEqual([]);
});

test("Schedules quota › refused run › cancels no earlier job", async () => {
  const { gaffer, schedule, passAt, runs, jobsOf } = schedules;
  const { id } = await schedule({ overlap: "cancelPrevious" });
  await passAt("2026-03-02T12:01:00Z");
  await gaffer.limit({ open_jobs: 1 });
  await passAt("2026-03-02T12:02:00Z");
  expect((await runs(id)).map(({ status }) => status)).toEqual(["running", "refused"]);
  expect(await jobsOf(id)).toMatchObject([{ status: "pending" }]);
  await gaffer.limit({ open_jobs: 2 });
  await passAt("2026-03-02T12:03:00Z");
  expect((await jobsOf(id)).map(({ status }) => status)).toEqual(["cancelled", "pending"]);
  const { rows } = await gaffer.database.admin.query("select open from org_loads");
  expect(rows).toEqual([{ open: 1 }]);
});

test("Schedules quota › trigger beyond the jobs quota › is refused and leaves nothing", async () => {
  const { gaffer, schedule, post, runs, jobsOf } = schedules;
  await gaffer.limit({ open_jobs: 1 });
  const { id } = await schedule({ overlap: "allow" });
  await gaffer.createJob();
  const { status, body } = await post(id, "trigger");
  expect(status).toBe(403);
  expect(body.quota).toEqual({ name: "openJobs", limit: 1, used: 1, requested: 1 });
  expect(await runs(id)).toEqual([]);
  expect(await jobsOf(id)).toEqual([]);
  await gaffer.limit({ open_jobs: 2 });
  expect((await post(id, "trigger")).status).toBe(201);
});
