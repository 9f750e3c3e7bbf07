/** An API whose clock the test sets, jobs to cancel and restore, and a worker whose claims the test makes. */
import type { Job } from "@gaffer/contracts/server";
import { expect } from "vitest";
import { withAllOrgs } from "../../src/db/org-scope.ts";
import { createPool } from "../../src/db/pools.ts";
import { createAdmission } from "../../src/modules/jobs/admission/admission.ts";
import { createPrivateFields } from "../../src/modules/jobs/private-fields/private-fields.ts";
import { createJobQueue } from "../../src/modules/jobs/queue/job-queue.ts";
import { claimJobs } from "../../src/modules/jobs/worker/claim-jobs.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { standing } from "../reconcile/open-reconciler.ts";

/** The maximum number of admitted jobs of an organization. */
export const orgLimit = 3;

export type Restoring = Awaited<ReturnType<typeof startRestoring>>;

export async function startRestoring() {
  const gaffer = await startTestGaffer({
    role: "api",
    config: { orgConcurrency: orgLimit },
    now: () => new Date(restoring.clock),
  });
  const { orgId } = gaffer.org;
  const worker = await openWorker(gaffer, () => new Date(restoring.clock));
  const sql = async (text: string, ...values: unknown[]) => (await gaffer.database.admin.query(text, values)).rows;

  const restoring = {
    gaffer,
    /** The time of the API's clock in milliseconds. */
    clock: Date.now(),
    sql,
    worker,
    cancel: (id: string) => gaffer.inOrg<Job>("POST", `/jobs/${id}/cancel`),
    restore: (id: string, headers?: Record<string, string>) =>
      gaffer.inOrg("POST", `/jobs/${id}/restore`, undefined, headers),
    stands: () => standing(gaffer.database, orgId),
    /** The in-flight counter of open jobs. */
    openJobs: async () => (await sql("select open from org_loads where org_id = $1", orgId))[0]?.open,
    messagesOf: (id: string) =>
      sql(
        "select id, priority, start_after from gaffer_queue.job where data ->> 'jobId' = $1 and state < 'completed'",
        id,
      ),
    async createJobs(count: number): Promise<Job[]> {
      const jobs: Job[] = [];
      for (let index = 0; index < count; index++) jobs.push(await gaffer.createJob());
      return jobs;
    },
    /** Removes all jobs. */
    async reset() {
      restoring.clock = Date.now();
      await gaffer.limit({ open_jobs: null });
      await gaffer.database.admin.query(
        `truncate jobs, open_jobs, ended_jobs, job_attempts, job_checkpoints, job_logs, job_count_changes, job_totals, job_slices;
         delete from gaffer_queue.job; delete from permits; delete from org_loads`,
      );
    },
    async stop() {
      await worker.stop();
      await gaffer.stop();
    },
  };
  return restoring;
}

/** The parts of a worker that claim and drop messages. */
async function openWorker({ database }: TestGaffer, now: () => Date) {
  const pool = createPool(database.url, "gaffer_worker", { max: 3 });
  const queue = createJobQueue({
    pool,
    maintain: false,
    schedule: false,
    onError: ({ cause }) => expect.fail(String(cause)),
  });
  await queue.start();
  const admission = createAdmission({ queue, privateFields: createPrivateFields([]), orgLimit, now });
  return {
    pool,
    queue,
    admission,
    /**
     * Claims up to `limit` jobs and returns their ids. `fetched` runs when the claim has locked the messages, but not
     * yet the rows of the jobs.
     */
    claim: (limit: number, fetched = async () => {}, messagesToFetch = limit) =>
      withAllOrgs(pool, async (tx) => {
        await tx.sql("select 1 from gaffer_queue.job for update skip locked");
        await fetched();
        const request = {
          type: "file:profile",
          limit,
          messagesToFetch,
          workerId: crypto.randomUUID(),
          now: now(),
          expectAll: false,
        } as const;
        const { starting } = await claimJobs(tx, { queue, admission }, request);
        return (await starting).map(({ jobId }) => jobId);
      }),
    async stop() {
      await queue.stop();
      await pool.end();
    },
  };
}
