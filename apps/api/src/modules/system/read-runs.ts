import type { OperationInput, Schemas } from "@gaffer/contracts/server";
import type { Transaction } from "../../db/org-scope.ts";
import { decodeCursor, encodeCursor, isTimePosition, toPage } from "../../http/cursor.ts";

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

/** A page of the runs of a system job's schedule, latest first. */
export async function readRuns(
  tx: Transaction,
  name: string,
  { limit, cursor }: OperationInput<"listSystemJobRuns">["query"],
): Promise<Schemas["SystemJobRunPage"]> {
  const scope = ["systemJobRuns", name];
  const [at, id] = cursor === undefined ? [] : decodeCursor(scope, cursor, isTimePosition);
  const { rows } = await tx.sql(
    `select id, job, trigger, actor, worker_id as "workerId", started_at as "startedAt",
            ended_at as "endedAt", coalesce(outcome, 'running') as status, error, logs
       from system_job_runs
      where schedule = $1 and ($3::timestamptz is null or (started_at, id::text) < ($3, $4))
      order by started_at desc, id::text desc limit $2`,
    [name, limit + 1, at === undefined ? null : new Date(at), id],
  );
  return toPage(rows as RunRow[], limit, toSystemJobRun, (last) =>
    encodeCursor(scope, [last.startedAt.getTime(), last.id]),
  );
}

function toSystemJobRun({ startedAt, endedAt, ...run }: RunRow): Schemas["SystemJobRun"] {
  return {
    ...run,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    durationMs: endedAt && Math.max(0, endedAt.getTime() - startedAt.getTime()),
  };
}
