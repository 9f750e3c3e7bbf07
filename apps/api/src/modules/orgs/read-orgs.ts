import type { OperationInput, Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { and, desc, eq, inArray, lt } from "../../db/drizzle.ts";
import { type Transaction, withOrgs, withPerson } from "../../db/org-scope.ts";
import { memberships, orgs } from "../../db/schema.ts";
import type { Role } from "../../http/caller.ts";
import { decodeCursor, encodeCursor, isIdPosition, toPage } from "../../http/cursor.ts";
import { versionOf } from "../../http/preconditions.ts";
import { notFound } from "../../http/problem.ts";

/** Returns the organization for a caller with this role. `role` null: the caller is an API key. */
export async function readOrg({ db }: Transaction, orgId: string, role: Role | null): Promise<Schemas["Org"]> {
  const [row] = await db.select().from(orgs).where(eq(orgs.id, orgId));
  if (!row) throw notFound();
  return toOrg(row, role);
}

/**
 * A page of a user's organizations, newest first. Reads the memberships as the user, then the organizations in a
 * transaction that sees only them.
 */
export async function listOrgs(
  pool: pg.Pool,
  userId: string,
  { limit, cursor }: OperationInput<"listOrgs">["query"],
): Promise<Schemas["OrgPage"]> {
  const scope = ["orgs", userId];
  const found = await withPerson(pool, { userId }, ({ db }) =>
    db
      .select({ orgId: memberships.orgId, role: memberships.role })
      .from(memberships)
      .where(
        and(
          eq(memberships.userId, userId),
          cursor === undefined ? undefined : lt(memberships.orgId, decodeCursor(scope, cursor, isIdPosition)[0]),
        ),
      )
      .orderBy(desc(memberships.orgId))
      .limit(limit + 1),
  );
  const orgIds = found.map(({ orgId }) => orgId);
  const rows = await withOrgs(pool, orgIds, ({ db }) => db.select().from(orgs).where(inArray(orgs.id, orgIds)));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const page = toPage(
    found,
    limit,
    ({ orgId, role }) => ({ row: byId.get(orgId), role: role as Role }),
    (last) => encodeCursor(scope, [last.orgId]),
  );
  return { ...page, items: page.items.flatMap(({ row, role }) => (row ? [toOrg(row, role)] : [])) };
}

/** The organization's version, for `If-Match`. */
export function orgVersion({ name, deleteAfter }: Schemas["Org"]): string {
  return versionOf({ name, deleteAfter });
}

/** Converts a row to the API's organization. `role`: the caller's role, null for an API key. */
export function toOrg(row: typeof orgs.$inferSelect, role: Role | null): Schemas["Org"] {
  return {
    id: row.id,
    name: row.name,
    role,
    createdAt: row.createdAt.toISOString(),
    deleteAfter: row.deleteAfter?.toISOString() ?? null,
    suspendedAt: row.suspendedAt?.toISOString() ?? null,
    suspendReason: row.suspendReason,
  };
}
