import { type BulkChange, changeAll } from "./bulk-change.ts";
import { job } from "./registry.ts";

/** Retries the jobs that match its filters. */
export function jobsRetryJob(retry: BulkChange) {
  return job("jobs:retry", {
    concurrency: 2,
    timeoutSeconds: 3600,
    handler: (context) => changeAll(context, retry, "retried"),
  });
}
