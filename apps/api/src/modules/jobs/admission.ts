/**
 * Lets jobs be, and lets them into the queue. An organization has at most so many open jobs as its plan says, and at
 * most so many messages in the queue, due or running; what goes beyond that waits as rows, and comes in as others leave. So the
 * limit on what runs holds by construction, and a fetch costs the same however much an organization has waiting.
 */
import type { Transaction } from "../../db/org-scope.ts";
import { type ProblemError, quotaExceeded } from "../../http/problem.ts";
import { takeTurn } from "./fair-share.ts";
import type { Priority } from "./handlers/types.ts";
import { insertJobRows } from "./insert-job-rows.ts";
import type { JobQueue } from "./job-queue.ts";
import {
  addLoads,
  type Gone,
  joinPlan,
  type Load,
  type Loads,
  mostAdmitted,
  readLoads,
  subtractLoads,
} from "./org-loads.ts";
import { type JobRow, type QueuedRow, toMessage } from "./to-message.ts";

export interface AdmissionOptions {
  queue: JobQueue;
  /** How many jobs of one organization may be in the queue or running, across all workers, whatever its plan says. */
  orgLimit: number;
}

export interface NewJobs {
  /** Why a request can't have its jobs, in the order of the requests. */
  refusals: (ProblemError | undefined)[];
  /** Inserts the others' rows and messages, and counts them with the commit, which may fail with `LoadsChanged`. */
  insert(): Promise<void>;
}

export interface Admission {
  /**
   * Decides which of these requests can have their jobs, each of one organization and all of them or none, and which jobs come in
   * now, in their order but high priority first. Nobody is waited for, and whether there was still as much room is seen when they are
   * committed; `lock` waits.
   */
  admitNew(
    tx: Transaction,
    requests: readonly (readonly JobRow[])[],
    options: { now: Date; lock: boolean },
  ): Promise<NewJobs>;
  /** Whether an organization may have one more job admitted than it has. */
  hasRoom(load: Load): boolean;
  /** Lets waiting jobs of these organizations in, after what has `left` the queue. */
  admitWaiting(tx: Transaction, gone: Gone & Required<Pick<Gone, "left">>): Promise<void>;
}

/** What was decided by the loads as they were read. */
interface Decision {
  after: Loads;
  refusals: NewJobs["refusals"];
  rows: JobRow[];
  /** Of those that come in, by their ids. */
  turns: Map<string, number>;
}

export function createAdmission({ queue, orgLimit }: AdmissionOptions): Admission {
  const hasRoom = (load: Load) => load.admitted < mostAdmitted(load, orgLimit);

  /** Takes the next turn for a row of its organization; undefined when that has as many admitted as it may. */
  function takeRoom(
    { byOrg, served }: Loads,
    { orgId, priority }: Pick<JobRow, "orgId" | "priority">,
  ): number | undefined {
    const load = byOrg.get(orgId) as Load;
    if (!hasRoom(load)) return undefined;
    const taken = takeTurn(load, priority as Priority, served);
    byOrg.set(orgId, taken.load);
    return taken.turn;
  }

  /** The turns of those rows that come in, by their ids. */
  function takeTurns(loads: Loads, rows: readonly QueuedRow[]): Map<string, number> {
    const turns = new Map<string, number>();
    for (const row of rows.toSorted((a, b) => rank(a) - rank(b))) {
      const turn = takeRoom(loads, row);
      if (turn !== undefined) turns.set(row.id, turn);
    }
    return turns;
  }

  function decide(before: Loads, requests: readonly (readonly JobRow[])[], now: Date): Decision {
    const after = { ...before, byOrg: new Map(before.byOrg) };
    const refusals = requests.map((rows) => takePlaces(after, rows));
    const rows = requests.flatMap((request, index) => (refusals[index] ? [] : request));
    const turns = takeTurns(
      after,
      rows.filter(({ runAt }) => runAt <= now),
    );
    const admissionOf = (row: JobRow) => (row.runAt > now ? "delayed" : turns.has(row.id) ? "admitted" : "waiting");
    return { after, refusals, rows: rows.map((row) => ({ ...row, admission: admissionOf(row) })), turns };
  }

  return {
    hasRoom,

    async admitNew(tx, requests, { now, lock }) {
      const orgIds = requests.flatMap(([row]) => row?.orgId ?? []);
      if (orgIds.length === 0) return { refusals: requests.map(() => undefined), insert: async () => {} };
      const before = await readLoads(tx, orgIds, { lock });
      const { after, refusals, rows, turns } = decide(before, requests, now);
      const crowded = new Set(rows.flatMap(({ orgId, admission }) => (admission === "waiting" ? [orgId] : [])));
      const messages = rows
        .filter(({ admission }) => admission !== "waiting")
        .map((row) => toMessage(row, turns.get(row.id) ?? before.served, { delayed: row.admission === "delayed" }));
      return {
        refusals,
        async insert() {
          if (rows.length > 0) tx.beforeCommit(() => addLoads(tx, before, after, { orgLimit, crowded }));
          await Promise.all([insertJobRows(tx, rows), queue.insert(tx, messages)]);
        },
      };
    },

    async admitWaiting(tx, gone) {
      const orgIds = [...gone.left.keys()];
      if (orgIds.length === 0) return;
      const [, rows] = await Promise.all([subtractLoads(tx, gone), admitRows(tx, orgIds, orgLimit)]);
      if (rows.length === 0) return;
      const before = await readLoads(
        tx,
        rows.map(({ orgId }) => orgId),
      );
      const after = { ...before, byOrg: new Map(before.byOrg) };
      const turns = takeTurns(after, rows);
      const messages = rows.map((row) => toMessage(row, turns.get(row.id) ?? before.served, { delayed: false }));
      await Promise.all([queue.insert(tx, messages), addLoads(tx, before, after, { orgLimit })]);
    },
  };
}

/** Takes the places that a request's jobs need among those of its organization that haven't ended; says why it can't have them. */
export function takePlaces({ byOrg }: Loads, rows: readonly { orgId: string }[]): ProblemError | undefined {
  const [row] = rows;
  if (!row) return undefined;
  const load = byOrg.get(row.orgId) as Load;
  const unended = load.unended + rows.length;
  if (load.queuedJobs !== null && unended > load.queuedJobs) {
    return quotaExceeded({ name: "queuedJobs", limit: load.queuedJobs, used: load.unended, requested: rows.length });
  }
  byOrg.set(row.orgId, { ...load, unended });
  return undefined;
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
         from org_loads ${joinPlan}
        cross join lateral (
                select ctid as place from jobs
                 where jobs.org_id = org_loads.org_id and status = 'pending' and admission = 'waiting'
                 order by priority_rank, id
                 limit greatest(0, least($2, plans.running_jobs) - org_loads.admitted) for update skip locked
              ) as waiting
        where org_loads.org_id = any($1::uuid[])
     )
     update jobs set admission = 'admitted' where ctid = any (array(select place from next))
     returning jobs.org_id as "orgId", jobs.id, jobs.type, jobs.crashes, jobs.priority, jobs.message_id as "messageId",
               jobs.run_at as "runAt", jobs.timeout_seconds as "timeoutSeconds"`,
    [orgIds, orgLimit],
  );
  return (rows as QueuedRow[]).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
