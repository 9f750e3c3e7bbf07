import type pg from "pg";
import { withAllOrgs } from "../../db/org-scope.ts";

/** Removes invitations that expired more than 30 days ago. Until then the list shows them as expired. */
export async function pruneInvitations(pool: pg.Pool, now: Date): Promise<number> {
  const { rowCount } = await withAllOrgs(pool, (tx) =>
    tx.sql("delete from invitations where expires_at < $1::timestamptz - interval '30 days'", [now]),
  );
  return rowCount ?? 0;
}
