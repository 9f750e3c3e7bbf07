import type { Transaction } from "../../../db/org-scope.ts";
import { newId } from "../../../new-id.ts";
import type { Services } from "../../../server/services.ts";
import { countByOrg } from "../admission/in-flight-counters.ts";
import type { ClaimedJob, EndedAttempt } from "../jobs-table.ts";
import * as jobsTable from "../jobs-table.ts";
import type { JobQueue } from "../queue/job-queue.ts";
import { queuedTypeOf, toMessage } from "../queue/message.ts";
import { writeRunOutcomes } from "../schedule-runs.ts";
import { isOpen, nextState, type Outcome } from "../states.ts";
import { type ClosedRun, closeRuns, type EndedRun } from "../system/system-runs.ts";
import type { Claim } from "./claim-jobs.ts";

export interface Settlement {
  claim: Claim;
  outcome: Outcome;
}

/** The new state of a job, or of a system job's run. */
export type SettledJob = ClosedRun;

/**
 * Writes the outcomes of attempts in one transaction: rows, attempts and messages. Each write is fenced by its attempt.
 * The result omits attempts that no longer hold their job.
 */
export async function settleJobs(
  tx: Transaction,
  { queue, admission }: Pick<Services, "queue" | "admission">,
  settlements: readonly Settlement[],
  now: Date,
): Promise<SettledJob[]> {
  const runs = settlements.filter((settlement): settlement is EndedRun => settlement.claim.kind === "system");
  const closed = await closeRuns(tx, queue, runs, now);
  const endings = settlements.flatMap((settlement) => toEnding(settlement, now));
  const rows = await jobsTable.settle(
    tx,
    endings.map(({ ended }) => ended),
    now,
  );
  // If the attempt no longer holds its job, the message may belong to the next attempt, because a crash may have lost
  // the claim.
  const settled = new Set(rows.map(({ jobId }) => jobId));
  const over = endings.filter(({ claim }) => settled.has(claim.jobId));
  const { pending = [], ended = [] } = Object.groupBy(rows, ({ status }) => (isOpen(status) ? "pending" : "ended"));
  const delayed = pending.filter(({ runAt }) => runAt > now);
  // A handed-back job had reached its virtual start time, so it goes to the front.
  const next = pending.map((row) => toMessage(row, 0, { delayed: row.runAt > now }));
  await Promise.all([
    writeRunOutcomes(tx, ended),
    endMessages(tx, queue, over),
    queue.insert(tx, next),
    admission.admitParked(tx, { left: countByOrg([...ended, ...delayed]), ended: countByOrg(ended) }),
  ]);
  return [...closed, ...rows];
}

interface Ending {
  claim: ClaimedJob;
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
    const { failed = [], over = [] } = Object.groupBy(ofType, ({ ended }) =>
      ended.status === "failed" ? "failed" : "over",
    );
    await Promise.all([queue.fail(tx, type, failed.map(toMessageId)), queue.remove(tx, type, over.map(toMessageId))]);
  }
}

const toMessageId = ({ claim }: Ending) => ({ id: claim.messageId });
