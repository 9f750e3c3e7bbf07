import type { Transaction } from "../../../db/org-scope.ts";
import type { JobQueue } from "../job-queue.ts";

/** The queue's priorities have 32 bits. */
const largestTurn = 1_000_000_000;

/** Takes the same from every turn when they have grown large: only their order means anything. Says whether it did. */
export async function rebaseTurns(tx: Transaction, queue: JobQueue): Promise<boolean> {
  const { rows } = await tx.sql("select turn::float8 as turn from queue_turns where turn > $1", [largestTurn]);
  const served: number | undefined = rows[0]?.turn;
  if (served === undefined) return false;
  // Whoever is about to take a turn waits, and then sees the new ones.
  await tx.sql("lock table org_loads in exclusive mode");
  await tx.sql("update org_loads set turn = greatest(0, turn - $1), high_turn = greatest(0, high_turn - $1)", [served]);
  await tx.sql("update queue_turns set turn = 0");
  await queue.shiftTurns(tx, served);
  return true;
}
