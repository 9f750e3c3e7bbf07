import type { TestSystemJobs } from "../harness/system-jobs.ts";

export type Handler = NonNullable<TestSystemJobs["run"]>;

/** What a run that did its work says of it. */
export const output = { expiredFiles: 0, abandonedFiles: 0, freedBytes: 0 };

/** A handler that runs until it is told to end. */
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
