/** A worker of the product in this process, with the bench's handlers. */
import { createApp } from "../../apps/api/src/app.ts";
import { jobsImportJob } from "../../apps/api/src/modules/jobs/handlers/jobs-import.handler.ts";
import { type AnyJob, job } from "../../apps/api/src/modules/jobs/handlers/registry.ts";
import type { JobContext, JobResult } from "../../apps/api/src/modules/jobs/handlers/types.ts";
import { jobTypeModels } from "../../apps/api/src/modules/jobs/job-types.ts";
import { readConfig } from "../../apps/api/src/server/config.ts";
import { openLog } from "../../apps/api/src/server/log.ts";
import type { ProbeJob } from "./probe-job.ts";

/** Settings of the product, by the names of their environment variables. */
export type Settings = Record<string, string>;

export interface WorkerOptions {
  databaseUrl: string;
  dataDir: string;
  /** Settings that differ from the product's defaults. */
  settings?: Settings | undefined;
  /** Called at the start of each attempt. The handler waits for the promise that this function returns. */
  onJob: (job: ProbeJob) => Promise<void> | undefined;
}

/** Starts a worker. Everything but the handlers is as in production, including the log. */
export async function startWorker({ databaseUrl, dataDir, settings, onJob }: WorkerOptions) {
  const config = readConfig({
    NODE_ENV: "production",
    ...settings,
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    ROLE: "worker",
  });
  const app = await createApp({
    config,
    databaseUrl,
    log: (await openLog(config, process.stdout)).log,
    jobs: probes(onJob),
  });
  await app.start();
  return app;
}

/** Output of a `file:profile` job that found nothing. */
const output = { format: "csv", rows: 0, bytes: 0, columns: [], raggedRows: 0, problems: [] };

/** Handlers that only call `onJob`. The handler of `jobs:import` is the product's own. */
function probes(onJob: WorkerOptions["onJob"]): AnyJob[] {
  const handler = async ({ orgId, input }: JobContext): Promise<JobResult> => {
    await onJob({ orgId, fileId: input.fileId });
    return { output };
  };
  const others = jobTypeModels.filter(({ type }) => type !== jobsImportJob.type);
  return [jobsImportJob, ...others.map(({ type }) => job(type, { handler }) as AnyJob)];
}
