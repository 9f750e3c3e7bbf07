/** Bulk changes: cancelling and retrying many jobs with one request. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Answer, someFileId } from "../harness/test-gaffer.ts";
import { changed, type ManyJobs, startManyJobs } from "./many-jobs.ts";

let many: ManyJobs;
beforeAll(async () => {
  many = await startManyJobs();
});
afterAll(() => many.gaffer.stop());
beforeEach(async () => {
  many.org = await many.gaffer.createOrg("acme");
});

describe("cancelJobs and retryJobs › cancelJobs", () => {
  test("cancels pending jobs, asks running jobs to stop once, and changes no others", async () => {
    const [waiting, running, ended] = [
      await many.create(3),
      await many.create(2, "processing"),
      await many.create(2, "failed"),
    ];
    const ids = [...ended, ...running, ...waiting];
    expect(await many.cancel({ ids })).toMatchObject(changed(5));
    expect(await many.statusesOf(ids)).toEqual([
      "failed",
      "failed",
      "processing",
      "processing",
      "cancelled",
      "cancelled",
      "cancelled",
    ]);
    const asked = await many.sql("select cancel_requested_at as at from current_jobs where id = any($1)", running);
    expect(asked.map(({ at }) => at)).toEqual([new Date(many.clock), new Date(many.clock)]);
    many.clock += 1_000;
    expect(await many.cancel({ ids })).toMatchObject(changed(0));
    expect(await many.sql("select cancel_requested_at as at from current_jobs where id = any($1)", running)).toEqual(
      asked,
    );
  });

  test("notifies the workers of running jobs", async () => {
    const ids = await many.create(2, "processing");
    const listening = await many.gaffer.database.admin.connect();
    const notified: (string | undefined)[] = [];
    listening.on("notification", ({ payload }) => notified.push(payload));
    await listening.query("listen gaffer_cancel");
    await many.cancel({ ids });
    // PostgreSQL delivers all earlier notifications on this connection before the query's result.
    const { rows } = await listening.query("select message_id as id from current_jobs where id = any($1)", [ids]);
    expect(notified.sort()).toEqual(rows.map(({ id }) => id).sort());
    listening.release(true);
  });

  test("has the same result as cancelJob for each job", async () => {
    const [one, other] = await many.create(2);
    const { body: single } = await many.send(`/jobs/${one}/cancel`, undefined);
    await many.cancel({ ids: [other as string] });
    const [cancelled] = (await many.list("status=cancelled")).filter(({ id }) => id === other);
    expect(cancelled).toEqual({ ...single, id: other, createdAt: cancelled?.createdAt });
    expect(await many.openJobs()).toBe(0);
  });

  test("updates the runs of schedules", async () => {
    const schedule = {
      name: "a",
      job: { type: "file:profile", input: { fileId: someFileId } },
      recurrence: { kind: "daily", time: "09:00" },
    };
    const { body } = await many.send("/schedules", schedule);
    const { jobId } = (await many.send(`/schedules/${body.id}/trigger`, undefined)).body;
    const outcome = () => many.sql("select status from schedule_runs where job_id = $1", jobId);
    await many.create(1);
    expect(await many.cancel({ scheduleId: body.id })).toMatchObject(changed(1));
    expect(await outcome()).toEqual([{ status: "cancelled" }]);
    expect(await many.retry({ scheduleId: body.id })).toMatchObject(changed(1));
    expect(await outcome()).toEqual([{ status: "running" }]);
  });
});

describe("cancelJobs and retryJobs › retryJobs", () => {
  test("makes failed and cancelled jobs pending, as retryJob does for each", async () => {
    const [failed, cancelled, completed] = [
      await many.create(2, "failed"),
      await many.create(1, "cancelled"),
      await many.create(1, "completed"),
    ];
    const [one] = await many.create(1, "failed");
    const { body: single } = await many.send(`/jobs/${one}/retry`, undefined);
    expect(await many.retry({ ids: [...failed, ...cancelled, ...completed] })).toMatchObject(changed(3));
    const retried = (await many.list("status=pending")).filter(({ id }) => id !== one);
    expect(retried.map(({ id }) => id).sort()).toEqual([...failed, ...cancelled].sort());
    for (const { id, createdAt, ...job } of retried)
      expect({ id, createdAt, ...job }).toEqual({ ...single, id, createdAt });
    expect(await many.statusesOf(completed)).toEqual(["completed"]);
    const permits = await many.sql(
      "select sum(places)::int as places from gaffer_queue.job join permits using (id) where org_id = $1",
      many.org.orgId,
    );
    expect(permits).toEqual([{ places: 4 }]);
    expect(await many.sql("select open, admitted from org_loads where org_id = $1", many.org.orgId)).toMatchObject([
      { open: 4 },
    ]);
  });

  test("is refused when the jobs would exceed the plan, and changes none", async () => {
    const ids = await many.create(3, "failed");
    await many.gaffer.limit({ open_jobs: 2 });
    const refused = await many.retry({ ids });
    await many.gaffer.limit({ open_jobs: null });
    expect(refused).toMatchObject({
      status: 403,
      body: { type: "/problems/quota-exceeded", quota: { limit: 2, used: 0, requested: 3 } },
    });
    expect(await many.statusesOf(ids)).toEqual(["failed", "failed", "failed"]);
    expect(await many.openJobs()).toBe(0);
    expect(await many.retry({ ids })).toMatchObject(changed(3));
  });

  test("changes no job that ended after endedBefore, so that repeated calls come to an end", async () => {
    const [failed] = await many.create(1, "failed");
    const endedBefore = new Date(many.clock + 1).toISOString();
    many.clock += 1_000;
    await many.create(1, "failed");
    expect(await many.retry({ status: ["failed"], endedBefore })).toMatchObject(changed(1));
    await many.sql(
      "update current_jobs set status = 'failed', admission = null, ended_at = $2 where id = $1",
      failed,
      new Date(many.clock),
    );
    expect(await many.retry({ status: ["failed"], endedBefore })).toMatchObject(changed(0));
    expect(await many.retry({ status: ["failed"] })).toMatchObject(changed(2));
  });

  test("is applied once per Idempotency-Key", async () => {
    const ids = await many.create(2, "failed");
    const key = { "Idempotency-Key": "once" };
    expect(await many.retry({ ids }, key)).toMatchObject(changed(2));
    await many.cancel({ ids });
    expect(await many.retry({ ids }, key)).toMatchObject(changed(2));
    expect(await many.statusesOf(ids)).toEqual(["cancelled", "cancelled"]);
    expect(await many.retry({ status: ["failed"] }, key)).toMatchObject({ status: 422 });
  });
});

describe("cancelJobs and retryJobs › selection", () => {
  test("matches jobs for which every filter holds", async () => {
    const [old] = await many.create(1);
    const from = new Date(many.clock).toISOString();
    const [, second] = await many.create(2);
    const createdBy = `key:${many.org.apiKey.split("_")[1]}`;
    expect(await many.cancel({ createdFrom: from, type: ["report:generate"] })).toMatchObject(changed(0));
    expect(await many.cancel({ status: ["failed"] })).toMatchObject(changed(0));
    expect(await many.cancel({ ids: [old as string, second as string], createdFrom: from, createdBy })).toMatchObject(
      changed(1),
    );
    expect(await many.cancel({ createdBefore: from, status: ["pending"] })).toMatchObject(changed(1));
    expect((await many.list("status=pending")).length).toBe(1);
  });

  test("is refused when it is empty, and the problem lists the filters", async () => {
    await many.create(1);
    for (const answer of [await many.cancel({}), await many.retry({})]) {
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ in: "body", pointer: "/ids" }] } });
      for (const name of ["status", "type", "createdBy", "scheduleId", "createdFrom", "createdBefore"])
        expect(answer.body.detail).toContain(name);
    }
    expect((await many.list("status=pending")).length).toBe(1);
  });

  test("has at most 500 ids", async () => {
    const ids = Array.from({ length: 501 }, () => crypto.randomUUID());
    expect(await many.cancel({ ids })).toMatchObject({ status: 422 });
    expect(await many.cancel({ ids: ids.slice(1) })).toMatchObject(changed(0));
  });

  test("treats jobs of another organization like unknown jobs", async () => {
    const other = await many.gaffer.createOrg("other");
    const theirs = await many.create(2, "pending", other);
    const same = ({ status, body }: Answer) => JSON.stringify([status, body]);
    expect(same(await many.cancel({ ids: theirs }))).toBe(same(await many.cancel({ ids: [crypto.randomUUID()] })));
    expect(same(await many.retry({ ids: theirs }))).toBe(same(await many.retry({ ids: [crypto.randomUUID()] })));
    expect(await many.cancel({ createdFrom: "2000-01-01T00:00:00Z" })).toMatchObject(changed(0));
    expect(await many.statusesOf(theirs)).toEqual(["pending", "pending"]);
  });
});
