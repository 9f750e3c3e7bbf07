import type { OperationInput, Schemas } from "@gaffer/contracts/server";
import { and, desc, eq, lt } from "../../db/drizzle.ts";
import { invitations } from "../../db/invitation-schema.ts";
import type { Transaction } from "../../db/org-scope.ts";
import type { Role } from "../../http/caller.ts";
import { decodeCursor, encodeCursor, isIdPosition, toPage } from "../../http/cursor.ts";

/** A page of open and expired invitations, newest first. */
export async function listInvitations(
  { db }: Transaction,
  orgId: string,
  { limit, cursor }: OperationInput<"listInvitations">["query"],
): Promise<Schemas["InvitationPage"]> {
  const scope = ["invitations", orgId];
  const rows = await db
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.orgId, orgId),
        cursor === undefined ? undefined : lt(invitations.id, decodeCursor(scope, cursor, isIdPosition)[0]),
      ),
    )
    .orderBy(desc(invitations.id))
    .limit(limit + 1);
  return toPage(rows, limit, toInvitation, (last) => encodeCursor(scope, [last.id]));
}

export function toInvitation(row: typeof invitations.$inferSelect): Schemas["Invitation"] {
  return {
    id: row.id,
    email: row.email,
    role: row.role as Role,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}
