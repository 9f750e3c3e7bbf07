import type { TestSystemJobs } from "../harness/system-jobs.ts";

export type Handler = NonNullable<TestSystemJobs["run"]>;

/** The output of a completed run. */
export const output = { expiredFiles: 0, abandonedFiles: 0, freedBytes: 0 };

/** A handler that runs until the test opens the gate. */
export function gate() {
  const begun: string[] = [];
  const open = Promise.withResolvers<void>();
  const handler: Handler = async ({ jobId }) => {
    begun.push(jobId);
    await open.promise;
    return { output };
  };
  return { begun, handler, open: open.resolve };
}
