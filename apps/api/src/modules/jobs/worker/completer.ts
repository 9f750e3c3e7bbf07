/** Completes attempts: writes their outcomes. Outcomes that arrive during a commit share the next one. */
import { databaseUnavailable } from "../../../db/database-unavailable.ts";
import { createGroupCommit } from "../../../db/group-commit.ts";
import { withAllOrgsByKeys } from "../../../db/org-scope.ts";
import { describeError, keepDetails, readProperty } from "../../../describe-error.ts";
import type { Services } from "../../../server/services.ts";
import type { Outcome } from "../states.ts";
import { systemJobId } from "../system/system-runs.ts";
import type { Claim } from "./claim-jobs.ts";
import { type SettledJob, type Settlement, settleJobs } from "./settle-jobs.ts";

/**
 * Writes and logs the outcome of an attempt. Rejects if the outcome can be written later. An outcome that the database refuses is
 * written as a failure with the code `internal`.
 */
export type Complete = (claim: Claim, outcome: Outcome) => Promise<void>;

export function createCompleter(
  services: Pick<Services, "workerPool" | "queue" | "admission" | "metrics" | "log" | "now">,
): Complete {
  const { workerPool, metrics, log, now } = services;
  const settlements = createGroupCommit<Settlement, SettledJob | undefined>({
    async commit(batch) {
      const settled = await withAllOrgsByKeys(workerPool, (tx) => settleJobs(tx, services, batch, now()));
      metrics.attemptsCommitted(batch.length);
      const byAttempt = new Map(settled.map((job) => [`${job.jobId}/${job.attempt}`, job]));
      return batch.map(({ claim }) => byAttempt.get(attemptOf(claim)));
    },
    sizeOf: () => 1,
    maxSize: 500,
    inFlight: 1,
  });

  async function write(claim: Claim, outcome: Outcome): Promise<void> {
    const settled = await settlements.submit({ claim, outcome });
    log[errorOf(outcome) ? "warn" : "info"](toLogLine(claim, outcome, settled), "job attempt ended");
    if (settled) metrics.jobSettled(settled);
  }

  return async (claim, outcome) => {
    try {
      await write(claim, outcome);
    } catch (error) {
      if (mayPass(error)) throw error;
      await write(claim, unwritable(error));
    }
  };
}

/**
 * Log fields of an outcome: ids, outcome and thrown error, without input and output. `settled` undefined: another
 * worker holds the job.
 */
function toLogLine(claim: Claim, outcome: Outcome, settled: SettledJob | undefined) {
  const error = errorOf(outcome);
  const details = outcome.kind === "failed" ? outcome.details : undefined;
  const ids =
    claim.kind === "user"
      ? { jobId: claim.jobId, orgId: claim.orgId, attempt: claim.attempt }
      : { jobId: systemJobId(claim), schedule: claim.schedule };
  return {
    ...ids,
    status: settled?.status ?? "held by another",
    type: claim.type,
    outcome: outcome.kind,
    error,
    ...(error && details && { err: keepDetails(new Error(error.message), details) }),
  };
}

function errorOf(outcome: Outcome) {
  return outcome.kind === "failed" || outcome.kind === "timedOut" ? outcome.error : undefined;
}

/** Classes of SQLSTATE after which the same statement may succeed later: conflicts, limits, an operator, the system. */
const passingClasses = new Set(["08", "25", "40", "53", "55", "57", "58"]);

function mayPass(error: unknown): boolean {
  if (databaseUnavailable(error)) return true;
  const code = readProperty(error, "code") ?? readProperty(readProperty(error, "cause"), "code");
  return typeof code === "string" && passingClasses.has(code.slice(0, 2));
}

function unwritable(cause: unknown): Outcome {
  const error = { code: "internal", message: "What the attempt ended with can't be stored." };
  return { kind: "failed", error, retryable: false, details: describeError(cause).details };
}

const attemptOf = (claim: Claim) =>
  claim.kind === "user" ? `${claim.jobId}/${claim.attempt}` : `${systemJobId(claim)}/1`;
