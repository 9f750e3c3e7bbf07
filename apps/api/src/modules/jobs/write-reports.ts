import type { Transaction } from "../../db/org-scope.ts";
import type { JobReport } from "./job-reports.ts";

/** Writes progress and log lines of several attempts. What comes from an attempt that no longer holds its job is dropped. */
export async function writeReports(tx: Transaction, reports: readonly JobReport[]): Promise<void> {
  const said = reports.map(({ claim, progress, lines }) => {
    const { orgId, jobId, attempt, workerId } = claim;
    return { orgId, jobId, attempt, workerId, percent: progress?.percent, message: progress?.message, lines };
  });
  await tx.sql(
    `with said as (
       select * from json_to_recordset($1) as said ("orgId" uuid, "jobId" uuid, attempt int, "workerId" uuid,
              percent int, message text, lines jsonb)
     ), held as (
       update jobs set progress = coalesce(said.percent, progress),
              progress_message = case when said.percent is null then progress_message else said.message end
         from said
        where jobs.org_id = said."orgId" and jobs.id = said."jobId"
          and jobs.attempt = said.attempt
          and jobs.status is not distinct from 'processing' and jobs.worker_id is not distinct from said."workerId"
       returning jobs.org_id, jobs.id, jobs.attempt, said.lines
     )
     insert into job_logs (org_id, job_id, attempt, line, at, level, message, data)
     select held.org_id, held.id, held.attempt, line.line, line.at, line.level, line.message, line.data
       from held, jsonb_to_recordset(held.lines) as line (line int, at timestamptz, level text, message text, data jsonb)`,
    [JSON.stringify(said)],
  );
}
