/** Finds out why a pending job isn't running. */
import type { JobType, Schemas } from "@gaffer/contracts/server";
import { eq } from "../../../db/drizzle.ts";
import type { Transaction } from "../../../db/org-scope.ts";
import { orgs } from "../../../db/schema.ts";
import type { JobRow } from "../job-rows.ts";
import { type QueuedType, queuedTypeOf, queueName, queueSchema } from "../queue/message.ts";
import { admissionState, priorityRank } from "../states.ts";
import { joinPlan } from "./in-flight-counters.ts";
import { takenPlaces } from "./key-places.ts";

type BlockedBy = Schemas["BlockedBy"];

export interface BlockedByOptions {
  /** The installation's limit of admitted jobs per organization. */
  orgLimit: number;
  /** Age of a heartbeat after which its process is lost, in milliseconds. */
  lostAfterMs: number;
  now: Date;
}

/** Maximum number to which the jobs ahead of a job are counted. */
const mostCounted = 1_000;

/**
 * Returns why the job isn't running. null: it isn't pending. The cost doesn't grow with the number of queued and parked
 * jobs.
 */
export async function readBlockedBy(
  tx: Transaction,
  job: JobRow,
  options: BlockedByOptions,
): Promise<BlockedBy | null> {
  if (job.status !== "pending") return null;
  const since = await readSuspension(tx, job.orgId);
  if (since) return { kind: "suspended", since: since.toISOString() };
  if (job.runAt > options.now) {
    const reason = job.attempt > 0 ? "backoff" : "runAt";
    return { kind: "scheduled", until: job.runAt.toISOString(), reason };
  }
  const type = job.type as JobType;
  if (!(await hasWorker(tx, type, options.lostAfterMs))) return { kind: "noWorker", type };
  if (job.admission === admissionState.held) return readHeld(tx, job);
  if (job.admission === admissionState.parked) return readParked(tx, job, options.orgLimit);
  const ahead = await countAhead(tx, {
    queuedType: queuedTypeOf(job),
    messageId: job.messageId,
    most: mostCounted,
  });
  if (ahead && job.crashes > 0) return { kind: "quarantine", ahead };
  // If the message is missing, a worker has just fetched it.
  return !ahead || (ahead.count === 0 && !ahead.more) ? { kind: "starting" } : { kind: "queued", ahead };
}

/** When the organization was suspended. null: it isn't suspended. */
async function readSuspension({ db }: Transaction, orgId: string): Promise<Date | null> {
  const [org] = await db.select({ suspendedAt: orgs.suspendedAt }).from(orgs).where(eq(orgs.id, orgId));
  return org?.suspendedAt ?? null;
}

async function hasWorker(tx: Transaction, type: string, lostAfterMs: number): Promise<boolean> {
  const { rows } = await tx.sql(
    `select exists (select from workers
                     where $1 = any (types) and heartbeat_at >= now() - make_interval(secs => $2)) as found`,
    [type, lostAfterMs / 1000],
  );
  return rows[0].found;
}

/**
 * Returns why a parked job isn't running: all slots are busy if a permit will start it, else its organization has no
 * room.
 *
 * Counts parked jobs in the order of their admission, by the index of that order. With stale statistics the planner
 * would read and sort all parked jobs, so sorting is disabled.
 */
async function readParked(tx: Transaction, job: JobRow, orgLimit: number): Promise<BlockedBy> {
  const queuedType = queuedTypeOf(job);
  const planning = tx.sql("set local enable_sort = off");
  const counting = tx.sql(
    `select org_loads.admitted as used, plans.running_jobs as "ofPlan",
            (select count(*)::int from (
               select from open_jobs
                where open_jobs.org_id = $1 and admission = '${admissionState.parked}' and (priority_rank, id) < ($2, $3)
                order by priority_rank, id limit $4) as first) as ahead,
            array(select id from permits where permits.org_id = $1 and queued_type = $5 order by id) as permits,
            (select coalesce(sum(places), 0)::int from permits where permits.org_id = $1 and queued_type = $5) as permitted
       from org_loads ${joinPlan} where org_loads.org_id = $1`,
    [job.orgId, priorityRank(job), job.id, mostCounted + 1, queuedType],
  );
  const [, { rows }] = await Promise.all([planning, counting]);
  const { used, ofPlan, ahead, permits, permitted } = rows[0] as ParkedBehind;
  const [messageId] = permits;
  if (messageId && ahead < permitted) {
    const before = await countAhead(tx, { queuedType, messageId, most: mostCounted });
    const count = ahead + (before?.count ?? 0);
    const behind = { count: Math.min(count, mostCounted), more: count > mostCounted || before?.more === true };
    if (job.crashes > 0) return { kind: "quarantine", ahead: behind };
    return count === 0 ? { kind: "starting" } : { kind: "queued", ahead: behind };
  }
  return {
    kind: "concurrency",
    limit: Math.min(ofPlan ?? orgLimit, orgLimit),
    used,
    limitedBy: ofPlan !== null && ofPlan < orgLimit ? "plan" : "installation",
    ahead: { count: Math.min(ahead, mostCounted), more: ahead > mostCounted },
  };
}

/** Returns the places of a held job's concurrency key. Sorting is disabled as in `readParked`. */
async function readHeld(tx: Transaction, job: JobRow): Promise<BlockedBy> {
  const planning = tx.sql("set local enable_sort = off");
  const counting = tx.sql(
    `select ${takenPlaces("key")} as used,
            (select count(*)::int from (
               select from open_jobs
                where open_jobs.org_id = $1 and open_jobs.concurrency_key = $2 and admission = '${admissionState.held}'
                  and (priority_rank, id) < ($3, $4)
                order by priority_rank, id limit $5) as first) as ahead
       from (select $1::uuid as org_id, $2::text as concurrency_key) as key`,
    [job.orgId, job.concurrencyKey, priorityRank(job), job.id, mostCounted + 1],
  );
  const [, { rows }] = await Promise.all([planning, counting]);
  const { used, ahead } = rows[0] as { used: number; ahead: number };
  return {
    kind: "concurrencyKey",
    key: job.concurrencyKey as string,
    limit: job.concurrencyLimit as number,
    used,
    ahead: { count: Math.min(ahead, mostCounted), more: ahead > mostCounted },
  };
}

interface ParkedBehind {
  /** Number of admitted jobs of the organization. */
  used: number;
  /** The plan's limit of admitted jobs. null: unlimited. */
  ofPlan: number | null;
  /** Number of parked jobs of the organization that start before the job, up to `mostCounted` + 1. */
  ahead: number;
  /** The permits for the job's queue, the oldest first. */
  permits: string[];
  /** Number of jobs that these permits start. */
  permitted: number;
}

/** Number of jobs whose messages are fetched before the job's message, up to `mostCounted`. `more`: there are more. */
interface Ahead {
  count: number;
  more: boolean;
}

/**
 * Counts the jobs whose messages are fetched before this one, up to `most`. undefined: the message isn't queued.
 * Messages that aren't due lie between the others, so the statement reads at most five times `most`.
 */
async function countAhead(
  tx: Transaction,
  { queuedType, messageId, most }: { queuedType: QueuedType; messageId: string; most: number },
): Promise<Ahead | undefined> {
  const { rows } = await tx.sql(
    `select least(due, $3) as count, due > $3 or seen = $4 as more
       from ${queueSchema}.job as mine
      cross join lateral (
        select count(*)::int as seen,
               coalesce(sum(coalesce((data ->> 'places')::int, 1)) filter (where start_after <= now()), 0)::int as due from (
          select start_after, data from ${queueSchema}.job
           where name = $1 and state < 'active' and not blocked and priority >= mine.priority
             and (priority > mine.priority or created_on < mine.created_on)
           order by priority desc, created_on limit $4) as nearest) as counted
      where name = $1 and id = $2 and state < 'active'`,
    [queueName(queuedType), messageId, most, 5 * most],
  );
  return rows[0];
}
