import { type BulkChange, changeAll } from "./bulk-change.ts";
import { job } from "./registry.ts";

/** Cancels the jobs that match its filters. */
export function jobsCancelJob(cancel: BulkChange) {
  return job("jobs:cancel", {
    concurrency: 2,
    timeoutSeconds: 3600,
    handler: (context) => changeAll(context, cancel, "cancelled"),
  });
}
