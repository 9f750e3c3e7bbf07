import { jobsPruneJob } from "../../src/modules/jobs/handlers/jobs-prune.handler.ts";
import { jobsReconcileJob } from "../../src/modules/jobs/handlers/jobs-reconcile.handler.ts";
import { orgsPurgeJob } from "../../src/modules/jobs/handlers/orgs-purge.handler.ts";
import type { SystemJob } from "../../src/modules/jobs/handlers/registry.ts";
import { storageCleanupJob } from "../../src/modules/jobs/handlers/storage-cleanup.handler.ts";
import { subscriptionsMonitorJob } from "../../src/modules/jobs/handlers/subscriptions-monitor.handler.ts";

export interface TestSystemJobs {
  /** The function that runs as `storage:cleanup`. Default: it does nothing. */
  run?: SystemJob["run"];
  timeoutSeconds?: number;
}

const nothing = async () => ({ output: {} });
const never = () => Promise.reject(new Error("not in this test"));

/** The built-in system jobs. `run` replaces `storage:cleanup`, and the other system jobs do nothing. */
export function systemJobs({ run = nothing, timeoutSeconds = 60 }: TestSystemJobs = {}): SystemJob[] {
  const others = [jobsPruneJob([]), jobsReconcileJob(never), orgsPurgeJob(never), subscriptionsMonitorJob(never)];
  return [{ ...storageCleanupJob(never), run, timeoutSeconds }, ...others.map((job) => ({ ...job, run: nothing }))];
}
