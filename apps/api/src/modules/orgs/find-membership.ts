import type pg from "pg";
import { and, eq } from "../../db/drizzle.ts";
import { isOrgId, withOrg } from "../../db/org-scope.ts";
import { memberships, orgs } from "../../db/schema.ts";
import type { FindMembership } from "../../http/authorize.ts";
import type { Role } from "../../http/caller.ts";

/** Finds a user's role in an organization. Not cached, so that a removed member loses access with the next request. */
export function createFindMembership(pool: pg.Pool): FindMembership {
  return async (userId, orgId) => {
    if (!isOrgId(orgId)) return undefined;
    const [row] = await withOrg(pool, orgId, ({ db }) =>
      db
        .select({ role: memberships.role, deleteAfter: orgs.deleteAfter })
        .from(memberships)
        .innerJoin(orgs, eq(orgs.id, memberships.orgId))
        .where(and(eq(memberships.orgId, orgId), eq(memberships.userId, userId))),
    );
    return row && { ...row, role: row.role as Role };
  };
}
