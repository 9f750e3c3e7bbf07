import type { OperationInput, Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { and, desc, eq, lt } from "../../db/drizzle.ts";
import { isOrgId, type Transaction, withOrg } from "../../db/org-scope.ts";
import { memberships, orgStateColumns, orgs, users } from "../../db/schema.ts";
import type { FindMembership } from "../../http/authorize.ts";
import type { Role } from "../../http/caller.ts";
import { decodeCursor, encodeCursor, isIdPosition, toPage } from "../../http/cursor.ts";
import { versionOf } from "../../http/preconditions.ts";
import { notFound } from "../../http/problem.ts";

const selectMembers = ({ db }: Transaction) =>
  db
    .select({
      userId: memberships.userId,
      name: users.name,
      email: users.email,
      role: memberships.role,
      joinedAt: memberships.createdAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId));

type MemberRow = Awaited<ReturnType<typeof selectMembers>>[number];

/** A page of an organization's members, the newest user first. */
export async function listMembers(
  tx: Transaction,
  orgId: string,
  { limit, cursor }: OperationInput<"listMembers">["query"],
): Promise<Schemas["MemberPage"]> {
  const scope = ["members", orgId];
  const rows = await selectMembers(tx)
    .where(
      and(
        eq(memberships.orgId, orgId),
        cursor === undefined ? undefined : lt(memberships.userId, decodeCursor(scope, cursor, isIdPosition)[0]),
      ),
    )
    .orderBy(desc(memberships.userId))
    .limit(limit + 1);
  return toPage(rows, limit, toMember, (last) => encodeCursor(scope, [last.userId]));
}

export async function getMember(tx: Transaction, orgId: string, userId: string): Promise<Schemas["Member"]> {
  const [row] = await selectMembers(tx).where(and(eq(memberships.orgId, orgId), eq(memberships.userId, userId)));
  if (!row) throw notFound();
  return toMember(row);
}

/** The member's version, for `If-Match`. */
export function memberVersion({ role }: { role: Role }): string {
  return versionOf({ role });
}

function toMember({ role, joinedAt, ...row }: MemberRow): Schemas["Member"] {
  return { ...row, role: role as Role, joinedAt: joinedAt.toISOString() };
}

/** Finds a user's role in an organization. Not cached, so that a removed member loses access with the next request. */
export function createFindMembership(pool: pg.Pool): FindMembership {
  return async (userId, orgId) => {
    if (!isOrgId(orgId)) return undefined;
    const [row] = await withOrg(pool, orgId, ({ db }) =>
      db
        .select({ role: memberships.role, org: orgStateColumns })
        .from(memberships)
        .innerJoin(orgs, eq(orgs.id, memberships.orgId))
        .where(and(eq(memberships.orgId, orgId), eq(memberships.userId, userId))),
    );
    return row && { ...row, role: row.role as Role };
  };
}
