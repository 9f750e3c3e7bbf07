/**
 * What admission can't do in passing. Lets in jobs that were left waiting beside free room: the last job to leave looked
 * for a successor just while that was locked. And keeps turns small enough for the queue, whose priorities are 32 bits.
 */
import type pg from "pg";
import { type Transaction, withAllOrgs } from "../../db/org-scope.ts";
import type { Admission } from "./admission.ts";
import type { JobQueue } from "./job-queue.ts";

export interface AdmissionUpkeepOptions {
  pool: pg.Pool;
  queue: JobQueue;
  admission: Admission;
  /** The same as admission's own. */
  orgLimit: number;
}

const largestTurn = 1_000_000_000;

/** One pass. Says for how many organizations it let jobs in, and whether it took turns back to zero. */
export async function keepAdmission({ pool, queue, admission, orgLimit }: AdmissionUpkeepOptions) {
  return withAllOrgs(pool, async (tx) => {
    const { rows } = await tx.sql(
      `select org_id as "orgId" from org_loads
        where admitted < $1 and exists (select from jobs where jobs.org_id = org_loads.org_id and admission = 'waiting')`,
      [orgLimit],
    );
    await admission.admitWaiting(tx, new Map(rows.map(({ orgId }) => [orgId as string, 0])));
    return { stranded: rows.length, rebased: await rebaseTurns(tx, queue) };
  });
}

/** Takes the same from every turn. Only their order means anything. */
async function rebaseTurns(tx: Transaction, queue: JobQueue): Promise<boolean> {
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
