import type { Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import type { Transaction } from "../../../db/org-scope.ts";
import { admissionState } from "../states.ts";
import { messageTable } from "./message.ts";

/** Number and age of the jobs of one type that are pending for one reason (`state`). */
export interface QueueDepth {
  type: string;
  /**
   * `queued`: the jobs have messages or permits. `parked`: they are above their organization's limit. `delayed`: they
   * aren't due yet. `held`: all places of their concurrency keys are taken.
   */
  state: "queued" | "parked" | "delayed" | "held";
  jobs: number;
  /** Seconds since the oldest of these jobs became due. */
  oldestSeconds: number;
}

/** Numbers of places of permits by type: parked jobs that a worker may start. */
const permittedByType =
  "(select queued_type as type, sum(places) as places from permits group by queued_type) as permitted";

/** Counts the pending jobs of all organizations. A parked job with a permit is queued. */
export async function readQueueDepths(pool: pg.Pool, now: Date): Promise<QueueDepth[]> {
  const { rows } = await pool.query<QueueDepth>(
    `with part as (
       select type, count(*) as jobs, min(run_at) as oldest,
              case when admission in ('${admissionState.parked}', '${admissionState.held}') then admission
                   when admission = 'delayed' and run_at > $1 then 'delayed' else 'queued' end as state
         from open_jobs where worker_id is null group by type, state
     ), divided as (
       select type, state, jobs, oldest from part where state <> 'parked'
        union all
       select type, 'queued', least(jobs, places), oldest from part join ${permittedByType} using (type) where state = 'parked'
        union all
       select type, state, jobs - least(jobs, coalesce(places, 0)), oldest
         from part left join ${permittedByType} using (type) where state = 'parked'
     )
     select type, state, sum(jobs)::float8 as jobs, greatest(0, extract(epoch from $1 - min(oldest)))::float8 as "oldestSeconds"
       from divided where jobs > 0 group by type, state`,
    [now],
  );
  return rows;
}

interface KnownTypes {
  user: readonly string[];
  system: readonly string[];
}

type TypeCounts = Schemas["SystemJobType"];

/**
 * Numbers of pending, running and failed jobs by type. Counts user jobs by their rows, and system jobs by their messages.
 * The queue keeps failed messages of system jobs for a week. Types without code are last.
 */
export async function readTypeCounts(tx: Transaction, known: KnownTypes, now: Date): Promise<TypeCounts[]> {
  const { rows } = await tx.sql(
    `with part as (
       select type, count(*) filter (where worker_id is null and run_at <= $1 and admission not in ('${admissionState.parked}', '${admissionState.held}')) as queued,
              count(*) filter (where worker_id is null and run_at <= $1 and admission in ('${admissionState.parked}', '${admissionState.held}')) as parked,
              count(*) filter (where worker_id is null and run_at > $1) as delayed,
              count(*) filter (where worker_id is not null) as running, 0 as failed,
              min(run_at) filter (where worker_id is null) as oldest
         from open_jobs group by type
        union all
       select type, 0, 0, 0, 0, sum(jobs), null
         from (table job_count_changes union all select org_id, type, status, 0, jobs from job_totals) as counted
        where status = 'failed' group by type
        union all
       select type, count(*) filter (where queued), 0, 0, count(*) filter (where live and not queued),
              count(*) filter (where failed), min(start_after) filter (where queued)
         from ${messageTable} as message where job_id is null and places is null group by type
     )
     select type, (sum(queued) + least(sum(parked), coalesce(min(places), 0)))::int as queued,
            (sum(parked) - least(sum(parked), coalesce(min(places), 0)))::int as parked, sum(delayed)::int as delayed,
            sum(running)::int as running, sum(failed)::int as failed,
            greatest(0, extract(epoch from $1::timestamptz - min(oldest)))::float8 as "oldestAgeSeconds"
       from part left join ${permittedByType} using (type) group by type order by type`,
    [now],
  );
  const counted = new Map((rows as Omit<TypeCounts, "kind" | "known">[]).map((row) => [row.type, row]));
  const nothing = { queued: 0, parked: 0, delayed: 0, running: 0, failed: 0, oldestAgeSeconds: 0 };
  const toCounts = (types: readonly string[], kind: TypeCounts["kind"], isKnown = true) =>
    types.map((type) => ({ ...nothing, type, ...counted.get(type), kind, known: isKnown }));
  const unknown = [...counted.keys()].filter((type) => !known.user.includes(type) && !known.system.includes(type));
  return [...toCounts(known.user, "user"), ...toCounts(known.system, "system"), ...toCounts(unknown, "user", false)];
}
