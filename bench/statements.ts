/** Reads pg_stat_statements for the product's statements. Needs a cluster with `statements`. */
import type { BenchDatabase } from "./cluster.ts";
import { toTable } from "./report.ts";

export interface StatementCount {
  query: string;
  calls: number;
  meanMs: number;
  maxMs: number;
  totalMs: number;
  /** Time of all plannings in milliseconds. The other times don't include it. */
  planMs: number;
}

/** Resets the counters of pg_stat_statements. */
export async function countStatements(database: BenchDatabase): Promise<void> {
  await database.query("create extension if not exists pg_stat_statements");
  await database.query("select pg_stat_statements_reset()");
}

/**
 * Returns the product's statements on this database, the longest total time first. The bench's own statements are left
 * out.
 */
export function readStatements(database: BenchDatabase): Promise<StatementCount[]> {
  return database.query<StatementCount>(
    `select regexp_replace(query, '\\s+', ' ', 'g') as query, calls::int, mean_exec_time as "meanMs",
            max_exec_time as "maxMs", total_exec_time as "totalMs",
            total_plan_time as "planMs"
       from pg_stat_statements
      where dbid = (select oid from pg_database where datname = current_database())
        and userid in (select oid from pg_roles where rolname in ('gaffer_api', 'gaffer_worker'))
      order by total_exec_time desc`,
  );
}

/** Formats a table of the first twelve statements, with each statement's share of the total time. */
export function toStatementTable(statements: readonly StatementCount[]): string {
  const all = statements.reduce((sum, { totalMs }) => sum + totalMs, 0);
  const rows = statements
    .slice(0, 12)
    .map(({ query, calls, meanMs, maxMs, totalMs }) => [
      query.slice(0, 80),
      String(calls),
      meanMs.toFixed(2),
      maxMs.toFixed(1),
      `${((100 * totalMs) / all).toFixed(1)} %`,
    ]);
  return toTable(["statement", "calls", "mean ms", "max ms", "of all"], rows);
}
