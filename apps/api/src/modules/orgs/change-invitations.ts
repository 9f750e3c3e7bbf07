import type { Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { and, eq, sql } from "../../db/drizzle.ts";
import { invitations } from "../../db/invitation-schema.ts";
import { type Transaction, withAllOrgs } from "../../db/org-scope.ts";
import { memberships, users } from "../../db/schema.ts";
import type { Principal, Role } from "../../http/caller.ts";
import { notFound, ProblemError } from "../../http/problem.ts";
import { newId } from "../../new-id.ts";
import { hashInvitationToken, newInvitationToken } from "./invitation-token.ts";
import { toInvitation } from "./read-invitations.ts";
import { assertMayGrant } from "./role-rules.ts";

const keptForMs = 7 * 24 * 60 * 60 * 1000;

/** Invites an e-mail address. Replaces an earlier invitation of the same address. */
export async function createInvitation(
  tx: Transaction,
  principal: Principal,
  { email, role }: Schemas["CreateInvitationRequest"],
  now: Date,
): Promise<{ invitation: Schemas["Invitation"]; token: string }> {
  const { orgId, actor } = principal;
  const address = email.toLowerCase();
  assertMayGrant(principal, role);
  if (await isMemberWith(tx, orgId, address)) throw alreadyMember(address);
  const [earlier] = await tx.db
    .delete(invitations)
    .where(and(eq(invitations.orgId, orgId), eq(invitations.email, address)))
    .returning({ role: invitations.role });
  if (earlier) assertMayGrant(principal, earlier.role as Role);
  const token = newInvitationToken();
  const [row] = await tx.db
    .insert(invitations)
    .values({
      orgId,
      id: newId(now),
      email: address,
      role,
      tokenHash: hashInvitationToken(token),
      createdBy: actor,
      createdAt: now,
      expiresAt: new Date(now.getTime() + keptForMs),
    })
    .returning();
  if (!row) throw new Error("no invitation was created");
  return { invitation: toInvitation(row), token };
}

/** Revokes an invitation. Returns its e-mail address. */
export async function revokeInvitation({ db }: Transaction, principal: Principal, id: string): Promise<string> {
  const [row] = await db
    .delete(invitations)
    .where(and(eq(invitations.orgId, principal.orgId), eq(invitations.id, id)))
    .returning({ email: invitations.email, role: invitations.role });
  if (!row) throw notFound();
  assertMayGrant(principal, row.role as Role);
  return row.email;
}

async function isMemberWith({ db }: Transaction, orgId: string, address: string): Promise<boolean> {
  const rows = await db
    .select({ userId: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.orgId, orgId), sql`lower(${users.email}) = ${address}`));
  return rows.length > 0;
}

function alreadyMember(address: string): ProblemError {
  return new ProblemError("already-member", `${address} is already a member. Change their role instead.`);
}

/** Removes invitations that expired more than 30 days ago. Until then the list shows them as expired. */
export async function pruneInvitations(pool: pg.Pool, now: Date): Promise<number> {
  const { rowCount } = await withAllOrgs(pool, (tx) =>
    tx.sql("delete from invitations where expires_at < $1::timestamptz - interval '30 days'", [now]),
  );
  return rowCount ?? 0;
}
