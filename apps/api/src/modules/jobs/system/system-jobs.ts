/**
 * Runs system jobs, whose messages belong to no row of `jobs`. Their handlers get the same context as handlers of user
 * jobs. Progress and logs go to the log and to the run.
 */
import type { Logger } from "pino";
import type { SystemJobs } from "../handlers/registry.ts";
import { type JobContext, type JobHandler, NonRetryableError } from "../handlers/types.ts";
import type { Outcome } from "../states.ts";
import { type Attempt, runJob } from "../worker/run-job.ts";
import { addLine } from "./run-lines.ts";
import { type ClaimedSystemJob, systemJobId } from "./system-runs.ts";

export interface SystemJobOptions extends Pick<Attempt, "stop" | "stopGraceMs" | "abandon"> {
  systemJobs: SystemJobs;
  log: Logger;
  now: () => Date;
}

/** Runs a system job's message. */
export async function processSystemJob(
  claim: ClaimedSystemJob,
  { systemJobs, log, now, ...stopping }: SystemJobOptions,
): Promise<Outcome> {
  const job = systemJobs.get(claim.type);
  if (!job) {
    return {
      kind: "failed",
      error: { code: "no_handler", message: `No system job has the name ${claim.type}.` },
      retryable: false,
    };
  }
  return runJob({
    handler: job.run as JobHandler,
    context: createSystemContext(claim, log, now),
    timeoutSeconds: job.timeoutSeconds,
    ...stopping,
  });
}

function createSystemContext(
  claim: ClaimedSystemJob,
  parent: Logger,
  now: () => Date,
): Omit<JobContext<Record<never, never>>, "signal"> {
  const jobId = systemJobId(claim);
  const log = parent.child({ jobId, type: claim.type });
  const refuse = (what: string) => () =>
    Promise.reject(new NonRetryableError(`A system job belongs to no organization, so it can't ${what}.`));
  return {
    jobId,
    orgId: "system",
    createdBy: "system",
    createdAt: now(),
    trigger: claim.trigger === "manual" ? "manual" : "schedule",
    scheduleId: null,
    scheduledAt: null,
    parentId: null,
    tags: [],
    metadata: {},
    attempt: 1,
    input: {},
    helpers: {
      updateProgress(percent, message = "progress") {
        log.info({ percent }, message);
        addLine(claim.lines, now(), "info", message, { percent });
      },
      log(level, message, data) {
        log[level]({ data }, message);
        addLine(claim.lines, now(), level, message, data);
      },
      enqueue: refuse("create jobs"),
      enqueueAll: refuse("create jobs"),
      checkpoint: refuse("have a checkpoint"),
      files: { read: refuse("read files"), write: refuse("write files") },
    },
  };
}
