import { systemJob } from "./registry.ts";

/** Numbers of cancelled jobs, removed rows and removed organizations. */
export interface PurgeResult {
  cancelledJobs: number;
  removedRows: number;
  removedOrgs: number;
}

export type PurgeOrgs = (pass: { runId: string; signal: AbortSignal }) => Promise<PurgeResult>;

/** Deletes organizations whose grace period is over. */
export function orgsPurgeJob(purge: PurgeOrgs) {
  return systemJob({
    name: "orgs:purge",
    title: "Purge organizations",
    description: "Cancels the jobs of organizations that are to be deleted, and removes those whose time is over.",
    cron: "*/5 * * * *",
    timeoutSeconds: 3600,
    async run({ jobId, helpers, signal }) {
      const output = await purge({ runId: jobId.slice("system_".length), signal });
      const { cancelledJobs, removedRows, removedOrgs } = output;
      if (cancelledJobs > 0)
        helpers.log("info", `Cancelled ${cancelledJobs} jobs of organizations that are to be deleted`);
      if (removedOrgs > 0) helpers.log("info", `Removed ${removedOrgs} organizations with ${removedRows} rows`);
      return { output };
    },
  });
}
