/**
 * Moments in a worker's transactions at which a fault can be injected: the commit of a claim and the commit of an
 * outcome. The database recognizes both by the rows that change, so a fault doesn't depend on the worker's statements.
 */
import type { TestDatabase } from "../harness/database.ts";
import { until } from "./until.ts";

export type FaultPoint = "claim" | "outcome";

/** Classes of advisory locks. The second key of a lock is the process id of the worker that it affects. */
const lockClasses = { claim: 1, outcome: 2, failure: 3 };

/** Errors with which a commit fails: a conflict, which is retried at once, and a full disk. */
export const commitErrors = ["40001", "53100"] as const;
export type CommitError = (typeof commitErrors)[number];

/** The text of a notice that PostgreSQL sends to the worker just before the commit. */
export const noticeOf = (point: FaultPoint, workerPid: number) => `crash: ${point} of ${workerPid};`;

/**
 * A deferred trigger, which runs when all statements of the transaction are done, just before its commit. It sends the
 * notice, waits while the harness holds the point, and fails while the harness lets commits fail.
 */
export const installFaultPoints = `
  create sequence crash.failed_commits;
  create table crash.commit_errors (pid int primary key, code text not null);
  create function crash.reach_point() returns trigger language plpgsql security definer as $$
  declare
    point text := case when tg_op = 'UPDATE' and old.worker_id is null and new.worker_id is not null then 'claim'
                       when old.worker_id is not null and (tg_op = 'DELETE' or new.worker_id is null) then 'outcome' end;
    worker int := (select pid from crash.workers where id = case point when 'claim' then new.worker_id else old.worker_id end);
  begin
    if point is null or worker is null then return null; end if;
    raise notice 'crash: % of %;', point, worker;
    perform pg_advisory_xact_lock_shared(case point when 'claim' then ${lockClasses.claim} else ${lockClasses.outcome} end, worker);
    if not pg_try_advisory_xact_lock_shared(${lockClasses.failure}, worker) then
      perform nextval('crash.failed_commits');
      raise exception using errcode = (select code from crash.commit_errors where pid = worker), message = 'the harness lets this commit fail';
    end if;
    return null;
  end $$;
  create constraint trigger reach_point after update or delete on gaffer.open_jobs deferrable initially deferred
    for each row execute function crash.reach_point();
`;

export interface HeldPoint {
  /** Waits until a transaction waits at the point. Returns whether one did in time. */
  reached(deadlineMs: number): Promise<boolean>;
  release(): void;
}

/** Lets the worker's transactions wait just before their commits. */
export async function holdPoint({ admin }: TestDatabase, point: FaultPoint, workerPid: number): Promise<HeldPoint> {
  const key = [lockClasses[point], workerPid];
  const client = await admin.connect();
  await client.query("select pg_advisory_lock($1, $2)", key);
  const isReached = async () => {
    const { rows } = await admin.query(
      `select exists (select from pg_locks where locktype = 'advisory' and classid = $1 and objid = $2 and not granted
                         and database = (select oid from pg_database where datname = current_database())) as reached`,
      key,
    );
    return rows[0].reached as boolean;
  };
  return {
    reached: (deadlineMs) => until(isReached, { deadlineMs, everyMs: 5 }),
    release: () => client.release(true),
  };
}

/** Lets the worker's claims and outcomes fail at their commits for `forMs`. Returns whether one failed. */
export async function failCommits(
  { admin }: TestDatabase,
  { workerPid, code, forMs }: { workerPid: number; code: CommitError; forMs: number },
): Promise<boolean> {
  const client = await admin.connect();
  try {
    await client.query("insert into crash.commit_errors values ($1, $2)", [workerPid, code]);
    await client.query("select pg_advisory_lock($1, $2)", [lockClasses.failure, workerPid]);
    const failures = async () => {
      const { rows } = await client.query(
        "select last_value::int + is_called::int as failures from crash.failed_commits",
      );
      return rows[0].failures as number;
    };
    const before = await failures();
    const found = await until(async () => (await failures()) > before, { deadlineMs: forMs });
    // Later tries fail too, until the rest of the time has passed.
    await until(() => false, { deadlineMs: forMs / 2 });
    return found;
  } finally {
    client.release(true);
  }
}
