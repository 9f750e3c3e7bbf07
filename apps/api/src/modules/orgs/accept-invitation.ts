import type { Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { and, eq, gt, sql } from "../../db/drizzle.ts";
import { invitations } from "../../db/invitation-schema.ts";
import { withOrg, withPerson } from "../../db/org-scope.ts";
import { memberships, users } from "../../db/schema.ts";
import type { Caller, Cause, Role } from "../../http/caller.ts";
import { ProblemError } from "../../http/problem.ts";
import { recordChange } from "../audit/record-change.ts";
import { hashInvitationToken } from "./invitation-token.ts";
import { lockCredential } from "./lock-caller.ts";
import { lockOrg } from "./lock-members.ts";
import { readOrg } from "./read-orgs.ts";

export interface Presented {
  userId: string;
  token: string;
  now: Date;
}

/** Returns the invitation of a token. Throws the same problem for every reason, so that the problem reveals nothing. */
export async function findInvitation(
  pool: pg.Pool,
  { userId, token, now }: Presented,
): Promise<typeof invitations.$inferSelect> {
  const tokenHash = hashInvitationToken(token);
  const [found] = await withPerson(pool, { userId, tokenHash }, ({ db }) =>
    db
      .select({ invitation: invitations })
      .from(invitations)
      .innerJoin(users, eq(sql`lower(${users.email})`, invitations.email))
      .where(and(eq(users.id, userId), eq(invitations.tokenHash, tokenHash), gt(invitations.expiresAt, now))),
  );
  if (!found) throw noInvitation();
  return found.invitation;
}

/** Makes the user a member. Of two concurrent requests with one token, the second gets a problem. */
export async function acceptInvitation(
  pool: pg.Pool,
  presented: Presented,
  caller: Caller | undefined,
  cause: Cause,
): Promise<Schemas["Org"]> {
  const { userId, now } = presented;
  const { orgId, id, tokenHash } = await findInvitation(pool, presented);
  return withOrg(pool, orgId, async (tx) => {
    await lockOrg(tx, orgId);
    await lockCredential(tx, caller, now);
    const [accepted] = await tx.db
      .delete(invitations)
      .where(and(eq(invitations.orgId, orgId), eq(invitations.tokenHash, tokenHash)))
      .returning({ role: invitations.role });
    if (!accepted) throw noInvitation();
    const role = accepted.role as Role;
    const { rowCount } = await tx.db
      .insert(memberships)
      .values({ orgId, userId, role, createdAt: now })
      .onConflictDoNothing();
    if (rowCount === 0) throw new ProblemError("already-member", "You are already a member of this organization.");
    await recordChange(tx, { ...cause, orgId }, { type: "member", id: userId }, { role, invitationId: id });
    return readOrg(tx, orgId, role);
  });
}

function noInvitation(): ProblemError {
  return new ProblemError(
    "not-found",
    "The invitation is unknown, expired, revoked, already accepted or for another e-mail address. Ask for a new one.",
  );
}
