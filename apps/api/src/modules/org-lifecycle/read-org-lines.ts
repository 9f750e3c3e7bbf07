import type pg from "pg";
import { withAllOrgs } from "../../db/org-scope.ts";
import type { ReadOrgLines } from "../jobs/handlers/org.export.handler.ts";
import { exportQueries } from "./export-query.ts";

/** Reads an organization's rows of a kind as JSON lines. Each page has its own transaction, so that none stays open during the export. */
export function createReadOrgLines(pool: pg.Pool): ReadOrgLines {
  return async function* readOrgLines({ orgId, jobId }, kind) {
    const query = exportQueries.get(kind);
    if (!query) throw new Error(`nothing is exported as ${kind}`);
    for (let after: string[] | null = null; ; ) {
      const page = await withAllOrgs(pool, (tx) => tx.sql(query, [orgId, after, jobId]));
      const rows = page.rows as { line: string; key: string[] }[];
      const last = rows.at(-1);
      if (!last) return;
      yield rows.map(({ line }) => line);
      after = last.key;
    }
  };
}
