import type pg from "pg";
import { and, eq } from "../../db/drizzle.ts";
import { isOrgId, withOrg } from "../../db/org-scope.ts";
import { memberships } from "../../db/schema.ts";
import type { FindRole } from "../../http/authorize.ts";
import type { Role } from "../../http/caller.ts";

/** Looks up the role each time: who is removed is out with the next request. */
export function createFindRole(pool: pg.Pool): FindRole {
  return async (userId, orgId) => {
    if (!isOrgId(orgId)) return undefined;
    const [row] = await withOrg(pool, orgId, ({ db }) =>
      db
        .select({ role: memberships.role })
        .from(memberships)
        .where(and(eq(memberships.orgId, orgId), eq(memberships.userId, userId))),
    );
    return row?.role as Role | undefined;
  };
}
