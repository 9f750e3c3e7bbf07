/** What the handler of a running attempt is called with: its job, and what it can ask for. */
import type pg from "pg";
import { withAllOrgsByKeys } from "../../../db/org-scope.ts";
import type { JobsService } from "../enqueue/jobs.service.ts";
import type { JobContext, JobFiles } from "../handlers/types.ts";
import type { ClaimedJob } from "../jobs-table.ts";
import { readCheckpoint } from "./job-checkpoints.ts";
import type { JobReports } from "./job-reports.ts";

export interface JobContextOptions {
  pool: pg.Pool;
  reports: JobReports;
  jobs: JobsService;
  filesOf: (job: { orgId: string; createdBy: string }) => JobFiles;
}

/** As many jobs as a request may create. */
const maxJobs = 1_000;

export function openJobContext(
  { pool, reports, jobs, filesOf }: JobContextOptions,
  claim: ClaimedJob,
): Omit<JobContext<unknown>, "signal"> {
  const { jobId, orgId, createdBy, attempt, input } = claim;
  const helpers: JobContext<unknown>["helpers"] = {
    ...reports.open(claim),
    async enqueue(job) {
      const created = await jobs.createAndEnqueueJob({ ...job, orgId, createdBy });
      return { jobId: created.id };
    },
    async enqueueAll(newJobs, options = {}) {
      if (newJobs.length > maxJobs) throw new Error(`at most ${maxJobs} jobs can be created together`);
      const checkpoint = "checkpoint" in options ? { claim, value: options.checkpoint } : undefined;
      const created = await jobs.createJobs({ owner: { orgId, createdBy }, jobs: newJobs, checkpoint });
      return { jobIds: created.map(({ id }) => id) };
    },
    checkpoint: () => withAllOrgsByKeys(pool, (tx) => readCheckpoint(tx, claim)),
    files: filesOf({ orgId, createdBy }),
  };
  return { jobId, orgId, createdBy, attempt, input, helpers };
}
