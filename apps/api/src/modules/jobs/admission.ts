/**
 * Lets jobs into the queue. An organization has at most so many messages in it, due or running, as its limit says; what
 * goes beyond waits as rows, and comes in as others leave. So the limit on what runs holds by construction, and a
 * fetch costs the same however much an organization has waiting.
 */
import type { Transaction } from "../../db/org-scope.ts";
import { type OrgLoad, takeTurn } from "./fair-share.ts";
import type { Priority } from "./handlers/types.ts";
import type { JobQueue } from "./job-queue.ts";
import { type JobRow, type QueuedRow, toMessage } from "./to-message.ts";

export interface AdmissionOptions {
  queue: JobQueue;
  /** How many jobs of one organization may be in the queue or running, across all workers. */
  orgLimit: number;
}

export interface Admission {
  /** Decides which of these new rows come in now, in their order but high priority first, before they are inserted. */
  admitNew(
    tx: Transaction,
    rows: readonly JobRow[],
    now: Date,
  ): Promise<{ rows: JobRow[]; enqueue: () => Promise<void> }>;
  /** Lets waiting jobs of these organizations in, after `left` of each have left the queue. */
  admitWaiting(tx: Transaction, left: ReadonlyMap<string, number>): Promise<void>;
}

interface Loads {
  byOrg: Map<string, OrgLoad>;
  served: number;
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

  return {
    async admitNew(tx, rows, now) {
      if (rows.length === 0) return { rows: [], enqueue: async () => {} };
      const loads = await lockLoads(
        tx,
        rows.map(({ orgId }) => orgId),
      );
      const turns = new Map<string, number>();
      const due = rows.filter(({ runAt }) => runAt <= now);
      for (const row of due.toSorted((a, b) => rank(a) - rank(b))) {
        const turn = takeRoom(loads, row);
        if (turn !== undefined) turns.set(row.id, turn);
      }
      const admissionOf = (row: JobRow) => (row.runAt > now ? "delayed" : turns.has(row.id) ? "admitted" : "waiting");
      const decided = rows.map((row) => ({ ...row, admission: admissionOf(row) }));
      const messages = decided
        .filter(({ admission }) => admission !== "waiting")
        .map((row) => toMessage(row, turns.get(row.id) ?? loads.served, { delayed: row.admission === "delayed" }));
      return {
        rows: decided,
        async enqueue() {
          await Promise.all([queue.insert(tx, messages), turns.size > 0 && saveLoads(tx, loads)]);
        },
      };
    },

    async admitWaiting(tx, left) {
      if (left.size === 0) return;
      const loads = await lockLoads(tx, [...left.keys()]);
      const rooms = [...loads.byOrg].map(([orgId, load]) => {
        const admitted = Math.max(0, load.admitted - (left.get(orgId) ?? 0));
        loads.byOrg.set(orgId, { ...load, admitted });
        return { orgId, room: orgLimit - admitted };
      });
      const rows = await admitRows(tx, rooms);
      const messages = rows.map((row) => toMessage(row, takeRoom(loads, row) ?? loads.served, { delayed: false }));
      await Promise.all([queue.insert(tx, messages), saveLoads(tx, loads)]);
    },
  };
}

const rank = ({ priority }: Pick<JobRow, "priority">) => ["high", "normal", "low"].indexOf(priority);

/** Locks the loads of these organizations until the end of the transaction, in one order for all. */
async function lockLoads(tx: Transaction, orgIds: readonly string[]): Promise<Loads> {
  const wanted = [...new Set(orgIds)];
  const { rows } = await tx.sql(
    `select org_id as "orgId", admitted, turn::float8 as turn, high_turn::float8 as "highTurn",
            (select turn::float8 from queue_turns) as served
       from org_loads where org_id = any($1::uuid[]) order by org_id for update`,
    [wanted],
  );
  if (rows.length < wanted.length) {
    await tx.sql("insert into org_loads (org_id) select unnest($1::uuid[]) order by 1 on conflict do nothing", [
      wanted,
    ]);
    return lockLoads(tx, wanted);
  }
  const byOrg = new Map(
    rows.map(({ orgId, admitted, turn, highTurn }) => [orgId as string, { admitted, turn, highTurn }]),
  );
  return { byOrg, served: rows[0]?.served ?? 0 };
}

async function saveLoads(tx: Transaction, { byOrg }: Loads): Promise<void> {
  const loads = [...byOrg].map(([orgId, load]) => ({ orgId, ...load }));
  await tx.sql(
    `update org_loads set admitted = load.admitted, turn = load.turn, high_turn = load."highTurn"
       from json_to_recordset($1) as load ("orgId" uuid, admitted int, turn bigint, "highTurn" bigint)
      where org_loads.org_id = load."orgId"`,
    [JSON.stringify(loads)],
  );
}

/**
 * Marks up to `room` waiting rows of each organization admitted, the highest priority and the oldest first. By the place
 * of the rows: the planner can't know how small `room` is, and would read the whole table to join them by their ids.
 */
async function admitRows(tx: Transaction, rooms: readonly { orgId: string; room: number }[]): Promise<QueuedRow[]> {
  const { rows } = await tx.sql(
    `with next as materialized (
       select waiting.place
         from json_to_recordset($1) as org ("orgId" uuid, room int)
        cross join lateral (
                select ctid as place from jobs
                 where org_id = org."orgId" and admission = 'waiting'
                 order by priority_rank, id
                 limit org.room for update skip locked
              ) as waiting
     )
     update jobs set admission = 'admitted' where ctid = any (array(select place from next))
     returning jobs.org_id as "orgId", jobs.id, jobs.type, jobs.priority, jobs.message_id as "messageId",
               jobs.run_at as "runAt", jobs.timeout_seconds as "timeoutSeconds"`,
    [JSON.stringify(rooms.filter(({ room }) => room > 0))],
  );
  return (rows as QueuedRow[]).toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}
