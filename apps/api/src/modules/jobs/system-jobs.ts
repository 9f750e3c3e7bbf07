/** System jobs: messages without a job. Their handlers get a context of the same shape, which writes to the log. */
import type { Logger } from "pino";
import type { ClaimedSystemJob } from "./claim-jobs.ts";
import type { SystemJobHandlers } from "./handlers/registry.ts";
import { type JobContext, NonRetryableError, type SystemJobTypes } from "./handlers/types.ts";
import type { Outcome } from "./outcome.ts";
import { type Attempt, runJob } from "./run-job.ts";

export interface SystemJobOptions extends Pick<Attempt, "stop" | "stopGraceMs" | "hurry"> {
  handlers: SystemJobHandlers;
  log: Logger;
}

/** Runs one message of a system job. */
export async function processSystemJob(
  claim: ClaimedSystemJob,
  { handlers, log, ...stopping }: SystemJobOptions,
): Promise<Outcome> {
  if (!(handlers.types as readonly string[]).includes(claim.type)) {
    return {
      kind: "failed",
      error: { code: "no_handler", message: `No system job is called ${claim.type}.` },
      retryable: false,
    };
  }
  const { handler, timeoutSeconds } = handlers.get(claim.type as keyof SystemJobTypes);
  const context = createSystemContext(claim, log);
  return runJob({
    handler: handler as Parameters<typeof runJob>[0]["handler"],
    context,
    timeoutSeconds,
    ...stopping,
  });
}

function createSystemContext(
  claim: ClaimedSystemJob,
  parent: Logger,
): Omit<JobContext<Record<never, never>>, "signal"> {
  const jobId = `system_${claim.messageId}`;
  const log = parent.child({ jobId, type: claim.type });
  const refuse = (what: string) => () =>
    Promise.reject(new NonRetryableError(`A system job belongs to no organization, so it can't ${what}.`));
  return {
    jobId,
    orgId: "system",
    createdBy: "system",
    attempt: 1,
    input: {},
    helpers: {
      updateProgress: (percent, message) => log.info({ percent }, message ?? "progress"),
      log: (level, message, data) => log[level]({ data }, message),
      enqueue: refuse("create jobs"),
      files: { read: refuse("read files"), write: refuse("write files") },
    },
  };
}
