/**
 * Lets jobs into the queue. An organization has at most so many messages in it, due or running, as its limit says; what
 * goes beyond waits as rows, and comes in as others leave. So the limit on what runs holds by construction, and a
 * fetch costs the same however much an organization has waiting.
 */
import type { Transaction } from "../../db/org-scope.ts";
import { type OrgLoad, takeTurn } from "./fair-share.ts";
import type { Priority } from "./handlers/types.ts";
import type { JobQueue } from "./job-queue.ts";
import { addLoads, type Loads, readLoads, subtractLoads } from "./org-loads.ts";
import { type JobRow, type QueuedRow, toMessage } from "./to-message.ts";

export interface AdmissionOptions {
  queue: JobQueue;
  /** How many jobs of one organization may be in the queue or running, across all workers. */
  orgLimit: number;
}

export interface NewRows {
  rows: JobRow[];
  /** Inserts their messages and counts them: the last thing of the transaction. May throw `LoadsChanged`. */
  enqueue(): Promise<void>;
}

export interface Admission {
  /**
   * Decides which of these new rows come in now, in their order but high priority first, before they are inserted. With
   * room to spare nobody is waited for, and whether it was still there is seen when the rows are enqueued; `lock` waits.
   */
  admitNew(tx: Transaction, rows: readonly JobRow[], options: { now: Date; lock: boolean }): Promise<NewRows>;
  /** Lets waiting jobs of these organizations in, after `left` of each have left the queue. */
  admitWaiting(tx: Transaction, left: ReadonlyMap<string, number>): Promise<void>;
}

export function createAdmission({ queue, orgLimit }: AdmissionOptions): Admission {
  /** Takes the next turn for a row of its organization; undefined when that has as many admitted as it may. */
  function takeRoom(
    { byOrg, served }: Loads,
    { orgId, priority }: Pick<JobRow, "orgId" | "priority">,
  ): number | undefined {
    const load = byOrg.get(orgId) as OrgLoad;
    if (load.admitted >= orgLimit) return undefined;
    const taken = takeTurn(load, priority as Priority, served);
    byOrg.set(orgId, taken.load);
    return taken.turn;
  }

  /** The turns of those rows that come in, by their ids, and the loads with them. */
  function takeTurns(before: Loads, rows: readonly QueuedRow[]): { turns: Map<string, number>; after: Loads } {
    const after = { ...before, byOrg: new Map(before.byOrg) };
    const turns = new Map<string, number>();
    for (const row of rows.toSorted((a, b) => rank(a) - rank(b))) {
      const turn = takeRoom(after, row);
      if (turn !== undefined) turns.set(row.id, turn);
    }
    return { turns, after };
  }

  return {
    async admitNew(tx, rows, { now, lock }) {
      if (rows.length === 0) return { rows: [], enqueue: async () => {} };
      const orgIds = rows.map(({ orgId }) => orgId);
      const due = rows.filter(({ runAt }) => runAt <= now);
      let before = await readLoads(tx, orgIds, { lock });
      let { turns, after } = takeTurns(before, due);
      if (!lock && turns.size < due.length) {
        // What is left waiting has to be seen by the next one that leaves.
        before = await readLoads(tx, orgIds, { lock: true });
        ({ turns, after } = takeTurns(before, due));
      }
      const admissionOf = (row: JobRow) => (row.runAt > now ? "delayed" : turns.has(row.id) ? "admitted" : "waiting");
      const decided = rows.map((row) => ({ ...row, admission: admissionOf(row) }));
      const messages = decided
        .filter(({ admission }) => admission !== "waiting")
        .map((row) => toMessage(row, turns.get(row.id) ?? before.served, { delayed: row.admission === "delayed" }));
      return {
        rows: decided,
        async enqueue() {
          await Promise.all([queue.insert(tx, messages), turns.size > 0 && addLoads(tx, before, after, orgLimit)]);
        },
      };
    },

    async admitWaiting(tx, left) {
      if (left.size === 0) return;
      const orgIds = [...left.keys()];
      const [, rows] = await Promise.all([subtractLoads(tx, left), admitRows(tx, orgIds, orgLimit)]);
      if (rows.length === 0) return;
      const before = await readLoads(
        tx,
        rows.map(({ orgId }) => orgId),
      );
      const { turns, after } = takeTurns(before, rows);
      const messages = rows.map((row) => toMessage(row, turns.get(row.id) ?? before.served, { delayed: false }));
      await Promise.all([queue.insert(tx, messages), addLoads(tx, before, after, orgLimit)]);
    },
  };
}

const rank = ({ priority }: Pick<JobRow, "priority">) => ["high", "normal", "low"].indexOf(priority);

/**
 * Marks waiting rows of each organization admitted, as many as it has room for, the highest priority and the oldest
 * first. By the place of the rows: the planner can't know how small the room is, and would read the whole table to join
 * them by their ids.
 */
async function admitRows(tx: Transaction, orgIds: readonly string[], orgLimit: number): Promise<QueuedRow[]> {
  const { rows } = await tx.sql(
    `with next as materialized (
       select waiting.place
         from org_loads
        cross join lateral (
                select ctid as place from jobs
                 where jobs.org_id = org_loads.org_id and status = 'pending' and admission = 'waiting'
                 order by priority_rank, id
                 limit greatest(0, $2 - org_loads.admitted) for update skip locked
              ) as waiting
        where org_loads.org_id = any($1::uuid[])
     )
     update jobs set admission = 'admitted' where ctid = any (array(select place from next))
     returning jobs.org_id as "orgId", jobs.id, jobs.type, jobs.priority, jobs.message_id as "messageId",
               jobs.run_at as "runAt", jobs.timeout_seconds as "timeoutSeconds"`,
    [orgIds, orgLimit],
  );
  return (rows as QueuedRow[]).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
