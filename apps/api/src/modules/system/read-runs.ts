import type { Schemas } from "@gaffer/contracts/server";
import type { Transaction } from "../../db/org-scope.ts";

interface RunRow {
  id: string;
  job: string;
  trigger: Schemas["SystemTrigger"];
  actor: string | null;
  workerId: string;
  startedAt: Date;
  endedAt: Date | null;
  status: Schemas["SystemRunStatus"];
  error: Schemas["JobError"] | null;
  logs: Schemas["SystemRunLine"][];
}

/** The latest runs of a schedule of system jobs. */
export async function readRuns(tx: Transaction, name: string, limit: number): Promise<Schemas["SystemJobRun"][]> {
  const { rows } = await tx.sql(
    `select id, job, triggered_by as trigger, actor, worker_id as "workerId", started_at as "startedAt",
            ended_at as "endedAt", coalesce(outcome, 'running') as status, error, logs
       from system_job_runs where schedule = $1 order by started_at desc, id limit $2`,
    [name, limit],
  );
  return (rows as RunRow[]).map(toSystemJobRun);
}

function toSystemJobRun({ startedAt, endedAt, ...run }: RunRow): Schemas["SystemJobRun"] {
  return {
    ...run,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    durationMs: endedAt && Math.max(0, endedAt.getTime() - startedAt.getTime()),
  };
}
