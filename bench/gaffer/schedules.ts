/** Schedulers in their own processes, and thousands of schedules. */
import type { BenchDatabase, Cluster } from "../cluster.ts";
import type { SchedulerCalls } from "../processes/scheduler-process.ts";
import { startRemote } from "../remote.ts";
import { toJobRequest } from "./probe-job.ts";

export interface Scheduled {
  database: BenchDatabase;
  /** Adds paused schedules, spread over all organizations. */
  addSchedules(name: string, count: number, recurrence: object): Promise<void>;
  /** Activates the schedules, so that the first run of each is at this instant. */
  begin(name: string, at: Date): Promise<void>;
  pause(name: string): Promise<void>;
  /**
   * The delay of each run whose `scheduledAt` is at or after `since`: milliseconds from `scheduledAt` to the commit of
   * the run and its job.
   */
  lateness(name: string, since: Date): Promise<number[]>;
  /** Counts runs without exactly one job, and jobs without exactly one run. */
  mismatches(): Promise<number>;
  stop(): Promise<void>;
}

/** A limit that admits every job at once, because parked jobs would wait for a worker. */
const settings = { ORG_CONCURRENCY: "100000" };

/** Creates a database and starts schedulers on it. The cluster must keep commit times. */
export async function startSchedulers(cluster: Cluster, orgs: number, schedulers: number): Promise<Scheduled> {
  const database = await cluster.createDatabase();
  const remotes = Array.from({ length: schedulers }, () =>
    startRemote<SchedulerCalls>("scheduler-process.ts", cluster.logFile),
  );
  for (const remote of remotes)
    await remote.call("start", { databaseUrl: database.url, dataDir: await cluster.dataDir(), settings });
  await database.query("set search_path to gaffer");
  await database.query(
    "insert into orgs (id, name, plan, created_at) select gen_random_uuid(), n, 'enterprise', now() from generate_series(1, $1) n",
    [orgs],
  );
  return {
    database,
    async addSchedules(name, count, recurrence) {
      await database.query(
        `insert into scheduled_jobs (org_id, id, name, job, recurrence, timezone, missed, overlap, status, pause_reason,
                                     created_by, created_at, updated_at)
         select org.id, gen_random_uuid(), $1, $2, $3, 'UTC', 'all', 'allow', 'paused', 'requested', 'system', now(), now()
           from (select id, row_number() over () - 1 as place from orgs) as org, generate_series(1, $4) as number
          where number % $5 = place`,
        [name, JSON.stringify(toJobRequest(0)), JSON.stringify(recurrence), count, orgs],
      );
    },
    async begin(name, at) {
      await database.query(
        `with begun as (
           update scheduled_jobs set status = 'active', pause_reason = null, starts_at = $2, next_run_at = $2 where name = $1
         ) select pg_notify('gaffer_schedules', $3)`,
        [name, at, String(at.getTime())],
      );
    },
    async pause(name) {
      await database.query(
        "update scheduled_jobs set status = 'paused', pause_reason = 'requested', next_run_at = null where name = $1",
        [name],
      );
    },
    async lateness(name, since) {
      const rows = await database.query<{ ms: number }>(
        `select extract(epoch from pg_xact_commit_timestamp(run.xmin) - scheduled_at)::float8 * 1000 as ms
           from schedule_runs as run join scheduled_jobs on scheduled_jobs.id = schedule_id and scheduled_jobs.org_id = run.org_id
          where name = $1 and scheduled_at >= $2 and job_id is not null`,
        [name, since],
      );
      return rows.map(({ ms }) => ms);
    },
    async mismatches() {
      const [row] = await database.query<{ count: number }>(
        `select count(*)::int as count from schedule_runs as run
           full join current_jobs as jobs on jobs.org_id = run.org_id and jobs.id = run.job_id and jobs.schedule_id = run.schedule_id
           full join gaffer_queue.job as message on (data ->> 'jobId')::uuid = jobs.id
          where run.job_id is null or jobs.id is null or (message.id is null or message.id <> jobs.message_id)
            and coalesce(data ? 'jobId', true)`,
      );
      return row?.count ?? Number.NaN;
    },
    async stop() {
      await Promise.all(remotes.map((remote) => remote.stop()));
      await database.drop();
    },
  };
}
