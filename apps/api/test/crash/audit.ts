/** Triggers that record the writes of a crash run, and queries that read its snapshots and its final state. */
import type pg from "pg";
import type { AttemptAtEnd, History, JobAtEnd, Standing, Status, Transition } from "./history.ts";
import { toTask } from "./task.ts";

/**
 * Triggers record each write of a job's state in the transaction of the write: no write is missing, and no rolled-back
 * write is recorded. `crash.states` has the state that was recorded last, because the end of a job deletes its row of
 * `open_jobs` and writes its row of `jobs`. `seq` is the order of the writes of one row. `committed` is the order of the commits: an admission
 * may be written, but not committed, before the organization has room.
 */
export const installAudit = `
  create schema crash;
  create table crash.transitions (
    seq bigint generated always as identity, at timestamptz not null default clock_timestamp(),
    org_id uuid, job_id uuid, "from" text, "to" text, from_attempt int, attempt int, from_worker uuid, worker uuid, admission text,
    progress text
  );
  create table crash.workers (id uuid primary key, pid int not null);
  create table crash.states (job_id uuid primary key, status text, attempt int, worker uuid);
  create function crash.note(org_id uuid, job uuid, "to" text, attempt int, worker uuid, admission text, progress text)
  returns void language plpgsql security definer as $$
  declare
    last crash.states;
  begin
    select * into last from crash.states where job_id = job;
    insert into crash.transitions (org_id, job_id, "from", "to", from_attempt, attempt, from_worker, worker, admission, progress)
    values (org_id, job, last.status, "to", last.attempt, attempt, last.worker, worker, admission, progress);
    insert into crash.states values (job, "to", attempt, worker)
    on conflict (job_id) do update set status = excluded.status, attempt = excluded.attempt, worker = excluded.worker;
  end $$;
  create function crash.note_open_job() returns trigger language plpgsql security definer as $$
  begin
    perform crash.note(new.org_id, new.id, case when new.worker_id is null then 'pending' else 'processing' end, new.attempt, new.worker_id,
                       new.admission, new.progress_message);
    return null;
  end $$;
  create function crash.note_job() returns trigger language plpgsql security definer as $$
  begin
    if tg_op = 'DELETE' then perform crash.note(old.org_id, old.id, null, null, null, null, null);
    elsif new.status is not null then
      perform crash.note(new.org_id, new.id, new.status, new.attempt, new.worker_id, null, new.progress_message);
    end if;
    return null;
  end $$;
  create function crash.note_worker() returns trigger language plpgsql security definer as $$
  begin
    insert into crash.workers (id, pid) values (new.id, new.pid) on conflict do nothing;
    return null;
  end $$;
  create trigger note_open_job after insert or update on gaffer.open_jobs for each row execute function crash.note_open_job();
  create trigger note_job after update or delete on gaffer.jobs for each row execute function crash.note_job();
  create trigger note_worker after insert on gaffer.workers for each row execute function crash.note_worker();
`;

/** Queued and active messages. Failed messages don't count; pg-boss keeps them for a while. A permit has no `job_id`. */
const liveMessages = `(
  select id, (data ->> 'jobId')::uuid as job_id, (data ->> 'orgId')::uuid as org_id, data -> 'delayed' is not null as delayed
    from gaffer_queue.job where data ?| array['jobId', 'places'] and state in ('created', 'retry', 'active'))`;

/** Jobs whose rows of `jobs`, `open_jobs` and `ended_jobs` contradict each other, and wrong counts of ended jobs. */
const contradictions = `(
  select coalesce(jobs.org_id, open.org_id, ended.org_id) as org_id
    from gaffer.jobs
    full join gaffer.open_jobs open on open.org_id = jobs.org_id and open.id = jobs.id
    full join (select org_id, id, count(*) as times, min(status) as status, min(ended_at) as ended_at
                 from gaffer.ended_jobs group by org_id, id) ended
      on ended.org_id = jobs.org_id and ended.id = jobs.id
   where jobs.id is null or (jobs.status is null) <> (open.id is not null)
      or (ended.times, ended.status, ended.ended_at) is distinct from
         (case when jobs.status is not null then 1 end, jobs.status, jobs.ended_at)
   union all
  select org_id
    from (select org_id, type, status, jobs from gaffer.job_totals
           union all
          select org_id, type, status, jobs from gaffer.job_count_changes
           union all
          select org_id, type, status, -1 from gaffer.ended_jobs) counted
   group by org_id, type, status having sum(jobs) <> 0)`;

/** Counts rows, messages and counters in one statement, so that all counts come from one snapshot. */
const standings = `
  with message as materialized ${liveMessages},
       open as materialized (select org_id, id, message_id, worker_id from gaffer.open_jobs where admission in ('admitted', 'delayed')),
       permit as materialized (select org_id, id, places from gaffer.permits)
  select org.id as "orgId",
         coalesce((select admitted from gaffer.org_loads where org_id = org.id), 0) as counted,
         coalesce((select open from gaffer.org_loads where org_id = org.id), 0) as "countedOpen",
         (select count(*)::int from gaffer.open_jobs where org_id = org.id) as open,
         (select count(*)::int from ${contradictions} c where org_id = org.id) as contradictory,
         (select count(*)::int from message where org_id = org.id and not delayed and job_id is not null)
           + (select count(*)::int from open where org_id = org.id and worker_id is not null
                 and not exists (select from message where message.id = open.message_id))
           + (select coalesce(sum(places), 0)::int from permit where org_id = org.id) as places,
         (select count(*)::int from (select org_id, message_id from open where worker_id is null
                                      union all select org_id, id from permit) pending
           where org_id = org.id and not exists (select from message where message.id = pending.message_id)) as "withoutMessage",
         (select count(*)::int from message where org_id = org.id
             and not exists (select from gaffer.current_jobs where current_jobs.org_id = org.id and current_jobs.id = message.job_id)
             and not exists (select from permit where permit.id = message.id)) as "withoutRow"
    from gaffer.orgs org`;

export async function takeStandings(admin: pg.Pool): Promise<Standing[]> {
  return (await admin.query<Standing>(standings)).rows;
}

/** Whether every job has ended and no message is left, not even a stale one. */
export async function isQuiet(admin: pg.Pool): Promise<boolean> {
  const { rows } = await admin.query<{ quiet: boolean }>(
    `select not exists (select from gaffer.current_jobs where ended_at is null) and not exists (select from ${liveMessages} m) as quiet`,
  );
  return rows[0]?.quiet === true;
}

/** The number of recorded writes. */
export async function countWrites(admin: pg.Pool): Promise<number> {
  const { rows } = await admin.query<{ writes: number }>(
    "select coalesce(max(seq), 0)::int as writes from crash.transitions",
  );
  return rows[0]?.writes ?? 0;
}

/** All attempts. Only the row of the job contains a running or completed attempt. */
const attempts = `
  select job_id as "jobId", attempt, status, worker_id as "workerId" from gaffer.job_attempts
  union all
  select id, attempt, case status when 'processing' then 'running' else status end, worker_id
    from gaffer.current_jobs where status in ('processing', 'completed')`;

type Left = Pick<History, "transitions" | "workers" | "jobs" | "attempts" | "messages" | "loads">;

export async function takeDump(admin: pg.Pool): Promise<Left> {
  const all = async <Row extends pg.QueryResultRow>(text: string) => (await admin.query<Row>(text)).rows;
  return {
    transitions: await all<Transition>(
      `select seq::int, rank() over (order by pg_xact_commit_timestamp(xmin))::int as committed, job_id as "jobId", org_id as "orgId", "from", "to", from_attempt as "fromAttempt", attempt,
              from_worker as "fromWorker", worker, admission, progress from crash.transitions order by seq`,
    ),
    workers: await all("select id, pid from crash.workers"),
    jobs: (
      await all<JobRow>(
        `select id, org_id as "orgId", status, attempt, input, output from gaffer.current_jobs order by org_id, id`,
      )
    ).map(toJobAtEnd),
    attempts: await all<AttemptAtEnd>(attempts),
    messages: await all(`select id, job_id as "jobId" from ${liveMessages} m`),
    loads: await all(`select org_id as "orgId", admitted, open from gaffer.org_loads`),
  };
}

interface JobRow {
  id: string;
  orgId: string;
  status: Status;
  attempt: number;
  input: unknown;
  output: { rows: number; delimiter?: string; fileId?: string } | null;
}

function toJobAtEnd({ input, output, ...job }: JobRow): JobAtEnd {
  return {
    ...job,
    number: toTask(input).number,
    output: output && { attempt: output.rows, nonce: output.delimiter ?? output.fileId ?? "" },
  };
}
