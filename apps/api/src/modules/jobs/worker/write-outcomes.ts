/** Writes what attempts ended with: those that end while others are written are written together next. */
import type pg from "pg";
import { databaseUnavailable } from "../../../db/database-unavailable.ts";
import { createGroupCommit } from "../../../db/group-commit.ts";
import { withAllOrgsByKeys } from "../../../db/org-scope.ts";
import { describeError, readProperty } from "../../../describe-error.ts";
import type { Outcome } from "../states.ts";
import { systemJobId } from "../system/system-runs.ts";
import type { Claim } from "./claim-jobs.ts";
import { type SettledJob, type Settlement, type Settling, settleJobs } from "./settle-jobs.ts";

export interface OutcomeWriterOptions {
  pool: pg.Pool;
  settling: Settling;
  now: () => Date;
  onCommit: (outcomes: number) => void;
}

/** Absent `settled`: another worker holds the job. */
export interface WrittenOutcome {
  outcome: Outcome;
  settled: SettledJob | undefined;
}

/** Rejects when the outcome can be written later. One that can't be written at all fails its job as `internal`. */
export type WriteOutcome = (claim: Claim, outcome: Outcome) => Promise<WrittenOutcome>;

export function createOutcomeWriter({ pool, settling, now, onCommit }: OutcomeWriterOptions): WriteOutcome {
  const settlements = createGroupCommit<Settlement, SettledJob | undefined>({
    async commit(batch) {
      const settled = await withAllOrgsByKeys(pool, (tx) => settleJobs(tx, settling, batch, now()));
      const byAttempt = new Map(settled.map((job) => [`${job.jobId}/${job.attempt}`, job]));
      return batch.map(({ claim }) => byAttempt.get(attemptOf(claim)));
    },
    sizeOf: () => 1,
    maxSize: 500,
    inFlight: 1,
    onCommit,
  });
  const write = async (claim: Claim, outcome: Outcome) => ({
    outcome,
    settled: await settlements.submit({ claim, outcome }),
  });

  return async (claim, outcome) => {
    try {
      return await write(claim, outcome);
    } catch (error) {
      if (mayPass(error)) throw error;
      return write(claim, unwritable(error));
    }
  };
}

/** Classes of SQLSTATE that say that the same statement may succeed later: conflicts, limits, an operator, the system. */
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
