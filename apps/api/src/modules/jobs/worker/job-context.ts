/** The context of a running attempt: what its handler is called with. */
import type pg from "pg";
import { withAllOrgsByKeys } from "../../../db/org-scope.ts";
import type { FilesService } from "../../files/files.service.ts";
import { readCheckpoint } from "../enqueue/checkpoints.ts";
import type { JobsService } from "../enqueue/jobs.service.ts";
import { type JobContext, type JobFiles, NonRetryableError } from "../handlers/types.ts";
import type { ClaimedJob } from "../jobs-table.ts";
import type { JobReports } from "./job-reports.ts";

export interface JobContextParts {
  workerPool: pg.Pool;
  jobs: JobsService;
  files: FilesService;
  reports: JobReports;
}

/** Maximum number of jobs of one `enqueueAll`, the same as of a request. */
const maxJobs = 1_000;

export function openJobContext(
  claim: ClaimedJob,
  { workerPool, jobs, files, reports }: JobContextParts,
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
    checkpoint: () => withAllOrgsByKeys(workerPool, (tx) => readCheckpoint(tx, claim)),
    files: openJobFiles(files, claim),
  };
  return { jobId, orgId, createdBy, attempt, input, helpers };
}

/** The files of the job's organization. Files that the handler writes have the job's creator. */
function openJobFiles(files: FilesService, { orgId, createdBy }: ClaimedJob): JobFiles {
  return {
    async read(fileId) {
      // Without scopes: users who can't see such a file may see the job, so the job must not read it.
      const row = await files.find({ orgId, scopes: [] }, fileId);
      if (!row)
        throw new NonRetryableError(`There is no file ${fileId} in this organization.`, { code: "file_not_found" });
      const { name, contentType, sizeBytes } = row;
      return { name, contentType, sizeBytes, content: openWhenRead(() => files.open(row)) };
    },
    async write(file) {
      const row = await files.write({ ...file, orgId, createdBy });
      return { fileId: row.id, sizeBytes: row.sizeBytes };
    },
  };
}

/** Opens the file with the first read, so that a handler that fails earlier leaves nothing open. */
async function* openWhenRead(open: () => Promise<ReadableStream<Uint8Array>>): AsyncGenerator<Uint8Array> {
  yield* await open();
}
