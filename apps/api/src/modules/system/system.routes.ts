import type { Schemas } from "@gaffer/contracts/server";
import { type Transaction, withAllOrgs } from "../../db/org-scope.ts";
import { sliceToPage } from "../../http/cursor.ts";
import type { ModuleOperations, RequestContext } from "../../http/mount.ts";
import type { Services } from "../../server/services.ts";
import type { ChangeInstallation } from "../administration/change-installation.ts";
import { recordChange } from "../audit/record-change.ts";
import { readTypeCounts, type SystemJobs } from "../jobs/index.ts";
import { runSystemJob, switchSystemJob, unknownSystemJob } from "./change-system-job.ts";
import { readRuns } from "./read-runs.ts";
import { readSystemJobs } from "./read-system-jobs.ts";

type SystemOperation =
  | "listSystemJobs"
  | "resumeSystemJob"
  | "pauseSystemJob"
  | "runSystemJob"
  | "listSystemJobRuns"
  | "listWorkers"
  | "listSystemJobTypes";

/** The operations for operators of the installation. */
export function createSystemRoutes(
  { workerPool, queue, handlers, timing, now }: Pick<Services, "workerPool" | "queue" | "handlers" | "timing" | "now">,
  { systemJobs, changeInstallation }: { systemJobs: SystemJobs; changeInstallation: ChangeInstallation },
): ModuleOperations<SystemOperation> {
  const types = { user: handlers.types, system: systemJobs.names };
  const inTransaction = <Result>(work: (tx: Transaction) => Promise<Result>) => withAllOrgs(workerPool, work);

  async function readOne(tx: Transaction, name: string) {
    const [job] = await readSystemJobs(tx, queue, { now: now(), name });
    if (!job) throw unknownSystemJob(name, []);
    return job;
  }

  const target = (id: string) => ({ type: "systemJob", id });
  const setEnabled = (name: string, enabled: boolean, { cause, ...asking }: RequestContext) =>
    changeInstallation(asking, async (tx) => {
      await switchSystemJob(tx, queue, { name, enabled, now: now() });
      await recordChange(tx, cause, target(name));
      return { status: 200 as const, body: await readOne(tx, name) };
    });

  return {
    async listSystemJobs({ query }) {
      const jobs = await inTransaction((tx) => readSystemJobs(tx, queue, { now: now() }));
      return { status: 200, body: sliceToPage(jobs, query, ["systemJobs"], ({ name }) => name) };
    },
    resumeSystemJob: ({ path, ...request }) => setEnabled(path.name, true, request),
    pauseSystemJob: ({ path, ...request }) => setEnabled(path.name, false, request),
    async runSystemJob({ path, cause, ...asking }) {
      const { name } = path;
      const runs = await changeInstallation(asking, async (tx) => {
        const queued = await runSystemJob(tx, queue, { name, actor: cause.actor });
        await recordChange(tx, cause, target(name), { runs: queued });
        return queued;
      });
      return { status: 202, body: { runs } };
    },
    async listSystemJobRuns({ path, query }) {
      const body = await inTransaction(async (tx) => {
        await readOne(tx, path.name);
        return readRuns(tx, path.name, query);
      });
      return { status: 200, body };
    },
    async listWorkers({ query }) {
      const workers = await inTransaction((tx) => readWorkers(tx, timing.lostAfterMs));
      return { status: 200, body: sliceToPage(workers, query, ["workers"], ({ id }) => id) };
    },
    async listSystemJobTypes({ query }) {
      const counts = await inTransaction((tx) => readTypeCounts(tx, types, now()));
      return { status: 200, body: sliceToPage(counts, query, ["systemJobTypes"], ({ type }) => type) };
    },
  };
}

type WorkerRow = Omit<Schemas["WorkerProcess"], "startedAt" | "heartbeatAt"> & { startedAt: Date; heartbeatAt: Date };

/** Registered processes. A process with an old heartbeat, by the database's clock, is lost. */
async function readWorkers(tx: Transaction, lostAfterMs: number): Promise<Schemas["WorkerProcess"][]> {
  const { rows } = await tx.sql(
    `with running as (
       select worker_id, type, count(*)::int as jobs from (
         select worker_id, type from open_jobs where worker_id is not null
          union all
         select worker_id, job from system_job_runs where ended_at is null) as run
       group by worker_id, type
     )
     select id, host, pid, role, version, types, started_at as "startedAt", heartbeat_at as "heartbeatAt",
            case when heartbeat_at >= now() - make_interval(secs => $1) then 'alive' else 'lost' end as status,
            coalesce((select json_agg(json_build_object('type', type, 'jobs', jobs) order by type)
                        from running where worker_id = id), '[]') as running
       from workers order by started_at, id`,
    [lostAfterMs / 1000],
  );
  return (rows as WorkerRow[]).map(toWorkerProcess);
}

function toWorkerProcess({ startedAt, heartbeatAt, ...row }: WorkerRow): Schemas["WorkerProcess"] {
  return { ...row, startedAt: startedAt.toISOString(), heartbeatAt: heartbeatAt.toISOString() };
}
