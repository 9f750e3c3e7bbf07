import type { Transaction } from "../../../db/org-scope.ts";
import type { JobQueue } from "../queue/job-queue.ts";

/** Priorities of the queue have 32 bits. */
const largestVirtualTime = 1_000_000_000;

/**
 * Subtracts the virtual time from all virtual start times when it is large. Only their order matters. Returns whether
 * it did.
 */
export async function rebaseVirtualTime(tx: Transaction, queue: JobQueue): Promise<boolean> {
  const { rows } = await tx.sql("select turn::float8 as turn from queue_turns where turn > $1", [largestVirtualTime]);
  const virtualTime: number | undefined = rows[0]?.turn;
  if (virtualTime === undefined) return false;
  // Transactions that need a virtual start time wait, then read the new counters.
  await tx.sql("lock table org_loads in exclusive mode");
  await tx.sql("update org_loads set turn = greatest(0, turn - $1), high_turn = greatest(0, high_turn - $1)", [
    virtualTime,
  ]);
  await tx.sql("update queue_turns set turn = 0");
  await queue.shiftVirtualStarts(tx, virtualTime);
  return true;
}
