import type { JobHandler, SystemJobTypes } from "./types.ts";

type Types = SystemJobTypes["orgs:purge"];

export type PurgeOrgs = (pass: { runId: string; signal: AbortSignal }) => Promise<Types["output"]>;

/** Ends organizations that are to be deleted, and says how much that was. */
export function createPurgeHandler(purge: PurgeOrgs): JobHandler<Types["input"], Types["output"]> {
  return async ({ jobId, helpers, signal }) => {
    const output = await purge({ runId: jobId.slice("system_".length), signal });
    const { cancelledJobs, removedRows, removedOrgs } = output;
    if (cancelledJobs > 0)
      helpers.log("info", `Cancelled ${cancelledJobs} jobs of organizations that are to be deleted`);
    if (removedOrgs > 0) helpers.log("info", `Removed ${removedOrgs} organizations with ${removedRows} rows`);
    return { output };
  };
}
