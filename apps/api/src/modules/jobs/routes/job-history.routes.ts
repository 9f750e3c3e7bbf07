import type { Schemas } from "@gaffer/contracts/server";
import { and, asc, eq, gt, inArray, sql } from "../../../db/drizzle.ts";
import { jobAttempts, jobLogs } from "../../../db/job-schema.ts";
import { type Transaction, withOrg } from "../../../db/org-scope.ts";
import { mayAdminister } from "../../../http/authorize.ts";
import { decodeCursor, encodeCursor, sliceToPage, toPage } from "../../../http/cursor.ts";
import type { ModuleOperations } from "../../../http/mount.ts";
import { notFound } from "../../../http/problem.ts";
import type { Services } from "../../../server/services.ts";
import { getJob, type JobRow } from "../job-rows.ts";

export function createJobHistoryRoutes({
  apiPool,
  config,
}: Pick<Services, "apiPool" | "config">): ModuleOperations<"listJobAttempts" | "listJobLogs"> {
  /**
   * Reads data of a job. Throws a not-found problem for an unknown job, so that it differs from a job without such
   * data.
   */
  const ofJob = <Result>(orgId: string, jobId: string, read: (tx: Transaction, job: JobRow) => Promise<Result>) =>
    withOrg(apiPool, orgId, async (tx) => {
      const job = await getJob(tx, orgId, jobId);
      if (!job) throw notFound();
      return read(tx, job);
    });

  return {
    async listJobAttempts({ caller, principal: { orgId }, path: { jobId }, query }) {
      const attempts = await ofJob(orgId, jobId, async ({ db }, job) => {
        const ended = await db
          .select()
          .from(jobAttempts)
          .where(and(eq(jobAttempts.orgId, orgId), eq(jobAttempts.jobId, jobId)))
          .orderBy(asc(jobAttempts.attempt));
        return [...ended, ...attemptOnRow(job)];
      });
      const withDetails = config.showErrorDetails || mayAdminister(caller);
      const items = attempts.map(({ errorDetails, ...attempt }) => ({
        ...toJobAttempt(attempt),
        ...(withDetails && errorDetails && { errorDetails }),
      }));
      const scope = ["attempts", orgId, jobId];
      return { status: 200, body: sliceToPage(items, query, scope, ({ attempt }) => String(attempt)) };
    },

    async listJobLogs({ principal: { orgId }, path: { jobId }, query: { limit, cursor, attempt, level } }) {
      const scope = ["logs", orgId, jobId, attempt ?? null, level?.join() ?? null];
      const after = cursor === undefined ? undefined : decodeCursor(scope, cursor, isLinePosition);
      const rows = await ofJob(orgId, jobId, ({ db }) =>
        db
          .select()
          .from(jobLogs)
          .where(
            and(
              eq(jobLogs.orgId, orgId),
              eq(jobLogs.jobId, jobId),
              attempt === undefined ? undefined : eq(jobLogs.attempt, attempt),
              level && inArray(jobLogs.level, level),
              after && gt(sql`(${jobLogs.attempt}, ${jobLogs.line})`, sql`(${after[0]}::int, ${after[1]}::int)`),
            ),
          )
          .orderBy(asc(jobLogs.attempt), asc(jobLogs.line))
          .limit(limit + 1),
      );
      return {
        status: 200,
        body: toPage(rows, limit, toJobLog, (last) => encodeCursor(scope, [last.attempt, last.line])),
      };
    },
  };
}

function isLinePosition(values: unknown[]): values is [number, number] {
  return values.length === 2 && values.every((value) => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31);
}

type Attempt = Omit<typeof jobAttempts.$inferSelect, "orgId" | "jobId" | "endedAt"> & { endedAt: Date | null };

/** The running or completed attempt, which only the job's row describes. */
function attemptOnRow({ status, attempt, workerId, startedAt, endedAt }: JobRow): Attempt[] {
  if (!workerId || !startedAt || (status !== "processing" && status !== "completed")) return [];
  const ended = status === "processing" ? "running" : "completed";
  return [{ attempt, status: ended, workerId, startedAt, endedAt, error: null, errorDetails: null }];
}

function toJobAttempt(row: Omit<Attempt, "errorDetails">): Schemas["JobAttempt"] {
  return {
    attempt: row.attempt,
    status: row.status as Schemas["AttemptStatus"],
    workerId: row.workerId,
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    durationMs: row.endedAt ? Math.max(0, row.endedAt.getTime() - row.startedAt.getTime()) : null,
    error: row.error,
  };
}

function toJobLog(row: typeof jobLogs.$inferSelect): Schemas["JobLog"] {
  return {
    attempt: row.attempt,
    line: row.line,
    at: row.at.toISOString(),
    level: row.level as Schemas["LogLevel"],
    message: row.message,
    data: row.data,
  };
}
