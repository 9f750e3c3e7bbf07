/** Completes attempts: writes their outcomes. Outcomes that arrive during a commit share the next one. */
import { databaseUnavailable } from "../../../db/database-unavailable.ts";
import { createGroupCommit } from "../../../db/group-commit.ts";
import { type Transaction, withAllOrgsByKeys } from "../../../db/org-scope.ts";
import { describeError, keepDetails, readProperty } from "../../../describe-error.ts";
import { newId } from "../../../new-id.ts";
import type { Services } from "../../../server/services.ts";
import { releaseHeld } from "../admission/concurrency-keys.ts";
import { type CountersFrom, countByOrg, retryUnexpected } from "../admission/in-flight-counters.ts";
import type { HeldJob } from "../job-rows.ts";
import type { EndedAttempt, SettledRow } from "../jobs-table.ts";
import * as jobsTable from "../jobs-table.ts";
import type { JobQueue } from "../queue/job-queue.ts";
import { queuedTypeOf, toMessage } from "../queue/message.ts";
import { writeRunOutcomes } from "../schedule-runs.ts";
import { isOpen, nextState, type Outcome } from "../states.ts";
import { type ClaimedSystemJob, type ClosedRun, closeRuns, type EndedRun, systemJobId } from "../system/system-runs.ts";
import type { Claim } from "./claim-jobs.ts";

/**
 * Writes and logs the outcome of an attempt. Rejects if the outcome can be written later. An outcome that the database refuses is
 * written as a failure with the code `internal`.
 */
export type Complete = (claim: Claim, outcome: Outcome) => Promise<void>;

/**
 * Minimum time between two writes of usual outcomes, in milliseconds. At 200 jobs per second about four jobs share a write. After a
 * pause, an outcome is written at once.
 */
const spacingMs = 20;

export function createCompleter(
  services: Pick<Services, "workerPool" | "queue" | "admission" | "metrics" | "log" | "now">,
): Complete {
  const { workerPool, metrics, log, now } = services;
  /** Organizations that had parked jobs when their jobs last ended. `waiting`: their permits were nearly used up. */
  const crowded = new Map<string, "permitted" | "waiting">();
  const crowdOf = ({ claim }: Settlement) => (claim.kind === "user" ? crowded.get(claim.orgId) : undefined);
  const isSuccess = ({ claim, outcome }: Settlement) =>
    claim.kind === "user" && outcome.kind === "completed" && !claim.scheduleId && !claim.concurrencyKey;
  const isUsual = (settlement: Settlement) => isSuccess(settlement) && !crowdOf(settlement);

  async function settle(tx: Transaction, batch: readonly Settlement[], counters: CountersFrom): Promise<SettledJob[]> {
    if (counters === "memory" && batch.every(isUsual)) return completeJobs(tx, services, batch, now());
    const { settled, waiting } = await settleJobs(tx, services, batch, { now: now(), counters });
    for (const job of settled) {
      if (!("hasParked" in job)) continue;
      if (job.hasParked) crowded.set(job.orgId, waiting.has(job.orgId) ? "waiting" : "permitted");
      else crowded.delete(job.orgId);
    }
    return settled;
  }

  const settlements = createGroupCommit<Settlement, SettledJob | undefined>({
    async commit(batch) {
      const settled = await retryUnexpected((counters) =>
        withAllOrgsByKeys(workerPool, (tx) => settle(tx, batch, counters)),
      );
      metrics.attemptsCommitted(batch.length);
      const byAttempt = new Map(settled.map((job) => [`${job.jobId}/${job.attempt}`, job]));
      return batch.map(({ claim }) => byAttempt.get(attemptOf(claim)));
    },
    sizeOf: () => 1,
    maxSize: 500,
    inFlight: 1,
    // If parked jobs wait for the place of a completed job, its outcome is urgent.
    spacing: {
      ms: spacingMs,
      isUrgent: (settlement) => !isSuccess(settlement) || crowdOf(settlement) === "waiting",
    },
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
  const error = {
    code: "internal",
    message: "The outcome of the attempt can't be stored. The server's log has the cause.",
  };
  return { kind: "failed", error, retryable: false, details: describeError(cause).details };
}

const attemptOf = (claim: Settlement["claim"]) =>
  claim.kind === "user" ? `${claim.jobId}/${claim.attempt}` : `${systemJobId(claim)}/1`;

export interface Settlement {
  claim: HeldJob | ClaimedSystemJob;
  outcome: Outcome;
}

/** A job, or a system job's run, whose outcome was written, with its new status. */
export type SettledJob = ClosedRun;

/**
 * Writes the outcomes of attempts in one transaction: rows, attempts and messages. Each write is fenced by its attempt.
 * The result omits attempts that no longer hold their job.
 *
 * Where no job is parked, the counters change together with the commit. The commit fails if a job was parked meanwhile
 * (`isUnexpected`), unless the counters are locked.
 */
export async function settleJobs(
  tx: Transaction,
  { queue, admission }: Pick<Services, "queue" | "admission">,
  settlements: readonly Settlement[],
  { now, counters }: { now: Date; counters: CountersFrom },
): Promise<{ settled: (ClosedRun | SettledRow)[]; waiting: ReadonlySet<string> }> {
  const runs = settlements.filter((settlement): settlement is EndedRun => settlement.claim.kind === "system");
  const closed = runs.length > 0 ? await closeRuns(tx, queue, runs, now) : [];
  const endings = settlements.flatMap((settlement) => toEnding(settlement, now));
  const rows = await jobsTable.settle(
    tx,
    endings.map(({ ended }) => ended),
    now,
  );
  // Messages are ended only for settled jobs. If the attempt no longer holds its job, because a failover lost the claim,
  // the message may belong to the next attempt.
  const settled = new Set(rows.map(({ jobId }) => jobId));
  const over = endings.filter(({ claim }) => settled.has(claim.jobId));
  const { pending = [], ended = [] } = Object.groupBy(rows, ({ status }) => (isOpen(status) ? "pending" : "ended"));
  const scheduled = ended.filter(({ scheduleId }) => scheduleId);
  const delayed = pending.filter(({ runAt }) => runAt > now);
  // A handed-back job had reached its virtual start time, so its message goes to the front of the queue.
  const next = pending.map((row) => toMessage(row, 0, { delayed: row.runAt > now }));
  const freed = { left: countByOrg([...ended, ...delayed]), ended: countByOrg(ended) };
  const released = await releaseHeld(tx, [...ended, ...delayed]);
  const anyParked = counters === "lock" || released.length > 0 || rows.some(({ hasParked }) => hasParked);
  const [waiting] = await Promise.all([
    anyParked ? admission.admitParked(tx, freed) : admission.freeAtCommit(tx, freed),
    ...(scheduled.length > 0 ? [writeRunOutcomes(tx, scheduled)] : []),
    endMessages(tx, queue, over),
    queue.insert(tx, next),
  ]);
  return { settled: [...closed, ...rows], waiting: waiting ?? new Set() };
}

/**
 * Completes jobs. All statements go to the server in one write with the commit. The commit fails if an attempt no longer
 * holds its job, or if a job of the organizations is parked (`isUnexpected`).
 */
async function completeJobs(
  tx: Transaction,
  { queue, admission }: Pick<Services, "queue" | "admission">,
  settlements: readonly Settlement[],
  now: Date,
): Promise<SettledJob[]> {
  const endings = settlements.flatMap((settlement) => toEnding(settlement, now));
  const ended = endings.map((ending) => ending.ended);
  tx.commitAfter(jobsTable.endHeld(tx, ended, now));
  // Messages of several queues are removed one queue after the other. All statements must be sent before the commit.
  await endMessages(tx, queue, endings);
  const places = countByOrg(ended);
  admission.freeAtCommit(tx, { left: places, ended: places });
  return endings.map(({ claim: { type, jobId, attempt }, ended: { status } }) => ({ type, jobId, attempt, status }));
}

interface Ending {
  claim: HeldJob;
  ended: EndedAttempt;
}

function toEnding({ claim, outcome }: Settlement, now: Date): Ending[] {
  if (claim.kind !== "user") return [];
  const { orgId, jobId, attempt, workerId } = claim;
  const next = nextState(outcome, claim, now, Math.random());
  return [{ claim, ended: { orgId, jobId, attempt, workerId, nextMessageId: newId(), ...next } }];
}

async function endMessages(tx: Transaction, queue: JobQueue, endings: readonly Ending[]): Promise<void> {
  for (const [type, ofType] of Map.groupBy(endings, ({ claim }) => queuedTypeOf(claim))) {
    await queue.remove(tx, type, ofType.map(toMessageId));
  }
}

const toMessageId = ({ claim }: Ending) => ({ id: claim.messageId });
