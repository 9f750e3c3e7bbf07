/** Deleting an ended job: what goes with it, what stays, and when it is refused. */
import type { Job } from "@gaffer/contracts/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openStream } from "../harness/open-stream.ts";
import { someFileId, type TestGaffer } from "../harness/test-gaffer.ts";
import { openReconciler } from "../reconcile/open-reconciler.ts";
import { orgLimit, type Restoring, startRestoring } from "./restoring.ts";

let queue: Restoring;
let gaffer: TestGaffer;
beforeAll(async () => {
  queue = await startRestoring();
  gaffer = queue.gaffer;
});
afterAll(() => queue.stop());
beforeEach(() => queue.reset());

const remove = (id: string) => gaffer.inOrg("DELETE", `/jobs/${id}`);
/** Creates a job that ended with this status. */
async function ended(status = "failed"): Promise<Job> {
  const { id } = await gaffer.createJob();
  await queue.cancel(id);
  await queue.sql("update jobs set status = $2, cancelled_admission = null where id = $1", id, status);
  await queue.sql("update ended_jobs set status = $2 where id = $1", id, status);
  return gaffer.getJob(id);
}

describe("deleteJob", () => {
  test.each(["completed", "failed", "cancelled"])(
    "deletes a job that is %s, with its attempts and logs",
    async (status) => {
      const { id, orgId } = await ended(status);
      const other = await ended(status);
      for (const job of [id, other.id]) {
        await queue.sql(
          "insert into job_attempts values ($1, $2, 1, 'failed', gen_random_uuid(), now(), now(), null, null)",
          orgId,
          job,
        );
        await queue.sql("insert into job_logs values ($1, $2, 1, 1, now(), 'info', 'a', null)", orgId, job);
        await queue.sql("insert into job_checkpoints values ($1, $2, '1')", orgId, job);
      }
      expect((await remove(id)).status).toBe(204);
      expect((await gaffer.inOrg("GET", `/jobs/${id}`)).status).toBe(404);
      expect((await remove(id)).status).toBe(404);
      for (const table of ["jobs", "ended_jobs", "job_attempts", "job_logs", "job_checkpoints"]) {
        const rows = await queue.sql(`select ${table.startsWith("job_") ? "job_id" : "id"} as id from ${table}`);
        expect(rows, table).toEqual([{ id: other.id }]);
      }
      const listed = await gaffer.inOrg("GET", `/jobs?status=${status}`);
      expect(listed.body.items.map((job: Job) => job.id)).toEqual([other.id]);
    },
  );

  test("removes the job from the statistics, and keeps the counter of open jobs", async () => {
    const as = await gaffer.createOrg("counted");
    const request = (method: string, url: string, body?: object) =>
      gaffer.request(method, `/v1/orgs/${as.orgId}${url}`, { as, body });
    const job = { type: "file:profile", input: { fileId: someFileId } };
    const { id } = (await request("POST", "/jobs", job)).body;
    await request("POST", "/jobs", job);
    await request("POST", `/jobs/${id}/cancel`);
    const numbers = async () => {
      const { byStatus } = (await request("GET", "/jobs/stats")).body;
      const usage = (await request("GET", "/usage")).body.openJobs.used;
      return { cancelled: byStatus.cancelled, pending: byStatus.pending, usage };
    };
    expect(await numbers()).toEqual({ cancelled: 1, pending: 1, usage: 1 });
    await request("DELETE", `/jobs/${id}`);
    expect(await numbers()).toEqual({ cancelled: 0, pending: 1, usage: 1 });
  });

  test("frees the place of a cancelled job whose message is still in the queue", async () => {
    const jobs = await queue.createJobs(orgLimit + 1);
    const [first] = jobs as [Job];
    await queue.cancel(first.id);
    expect((await remove(first.id)).status).toBe(204);
    expect((await queue.restore(first.id)).status).toBe(404);
    expect(await queue.worker.claim(1)).toEqual([]);
    expect(await queue.stands()).toMatchObject({
      counted: orgLimit,
      admitted: orgLimit,
      waiting: 0,
      messages: orgLimit,
    });
    const reconciler = await openReconciler(gaffer.database, orgLimit);
    expect(await reconciler.runOnce()).toEqual({});
    await reconciler.stop();
  });

  test("keeps the run of its schedule", async () => {
    const job = { type: "file:profile", input: { fileId: someFileId } };
    const schedule = { name: "a", job, recurrence: { kind: "daily", time: "09:00" } };
    const { body } = await gaffer.inOrg("POST", "/schedules", schedule);
    const { jobId } = (await gaffer.inOrg("POST", `/schedules/${body.id}/trigger`)).body;
    await queue.cancel(jobId);
    await remove(jobId);
    const runs = await gaffer.inOrg("GET", `/schedules/${body.id}/runs`);
    expect(runs.body.items).toMatchObject([{ status: "cancelled", jobId }]);
  });

  test("is recorded, and sent to the organization's live updates", async () => {
    const { id } = await ended();
    const stream = await openStream(gaffer);
    await stream.waitFor(({ kind }) => kind === "reset");
    await remove(id);
    await stream.waitFor((event) => event.kind === "removed" && event.id === id);
    await stream.close();
    const { body } = await gaffer.inOrg("GET", "/audit-events?action=deleteJob&limit=1");
    expect(body.items).toMatchObject([{ target: { type: "job", id } }]);
  });

  test("and a concurrent retry exclude each other", async () => {
    const { id } = await ended();
    const [deleted, retried] = await Promise.all([remove(id), gaffer.inOrg("POST", `/jobs/${id}/retry`)]);
    expect([
      [204, 404],
      [409, 200],
    ]).toContainEqual([deleted.status, retried.status]);
    expect(await queue.openJobs()).toBe(retried.status === 200 ? 1 : 0);
  });
});

describe("deleteJob refuses", () => {
  test("an open job, and says to cancel it", async () => {
    const { id } = await gaffer.createJob();
    const refusal = { status: 409, body: { type: "/problems/job-open", detail: expect.stringContaining("Cancel it") } };
    expect(await remove(id)).toMatchObject(refusal);
    expect(await queue.worker.claim(1)).toEqual([id]);
    expect(await remove(id)).toMatchObject(refusal);
    expect(await gaffer.getJob(id)).toMatchObject({ status: "processing" });
  });

  test("a job of another organization", async () => {
    const { id } = await ended();
    const other = await gaffer.createOrg("other");
    expect((await gaffer.request("DELETE", `/v1/orgs/${other.orgId}/jobs/${id}`, { as: other })).status).toBe(404);
    expect((await gaffer.getJob(id)).status).toBe("failed");
  });
});
