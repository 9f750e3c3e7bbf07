import type { OperationInput, Schemas } from "@gaffer/contracts/server";
import { and, desc, eq, lt } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { memberships, users } from "../../db/schema.ts";
import type { Role } from "../../http/caller.ts";
import { decodeCursor, encodeCursor, isIdPosition, toPage } from "../../http/cursor.ts";
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

function toMember({ role, joinedAt, ...row }: MemberRow): Schemas["Member"] {
  return { ...row, role: role as Role, joinedAt: joinedAt.toISOString() };
}
