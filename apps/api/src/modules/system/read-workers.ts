import type { Schemas } from "@gaffer/contracts/server";
import type { Transaction } from "../../db/org-scope.ts";

type WorkerRow = Omit<Schemas["WorkerProcess"], "startedAt" | "heartbeatAt"> & { startedAt: Date; heartbeatAt: Date };

/** Registered processes. A process with an old heartbeat, by the database's clock, is lost. */
export async function readWorkers(tx: Transaction, lostAfterMs: number): Promise<Schemas["WorkerProcess"][]> {
  const { rows } = await tx.sql(
    `with running as (
       select worker_id, type, count(*)::int as jobs from (
         select worker_id, type from jobs where status = 'processing'
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
