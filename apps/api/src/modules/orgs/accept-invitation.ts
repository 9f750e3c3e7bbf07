import type { Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { and, eq, gt, sql } from "../../db/drizzle.ts";
import { invitations } from "../../db/invitation-schema.ts";
import { withOrg, withPerson } from "../../db/org-scope.ts";
import { memberships, users } from "../../db/schema.ts";
import { assertNotStopped } from "../../http/authorize.ts";
import type { Caller, Cause, Role } from "../../http/caller.ts";
import type { IdempotencyKey } from "../../http/idempotency.ts";
import { ProblemError } from "../../http/problem.ts";
import { recordChange } from "../audit/record-change.ts";
import { hashInvitationToken } from "./invitation-token.ts";
import { lockCredential } from "./lock-caller.ts";
import { lockOrg } from "./lock-members.ts";
import { findJoined, toKeyColumns } from "./membership-keys.ts";
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

/** The request that accepts an invitation. */
interface Accepting {
  caller: Caller | undefined;
  cause: Cause;
  idempotency: IdempotencyKey | undefined;
}

/**
 * Makes the user a member, or returns the organization that an earlier request with the idempotency key joined. Of two
 * concurrent requests with one token, the second gets a problem.
 */
export async function acceptInvitation(
  pool: pg.Pool,
  presented: Presented,
  { caller, cause, idempotency }: Accepting,
): Promise<Schemas["Org"]> {
  const { userId, now } = presented;
  const joined = await withPerson(pool, { userId }, (tx) => findJoined(tx, { userId, idempotency, now }));
  if (joined) return withOrg(pool, joined.orgId, (tx) => readOrg(tx, joined.orgId, joined.role));
  const { orgId, id, tokenHash } = await findInvitation(pool, presented);
  return withOrg(pool, orgId, async (tx) => {
    assertNotStopped(await lockOrg(tx, orgId), "members:write");
    await lockCredential(tx, caller, now);
    // An earlier request with the key may have committed since the first look.
    const earlier = await findJoined(tx, { userId, idempotency, now });
    if (earlier) return readOrg(tx, orgId, earlier.role);
    const [accepted] = await tx.db
      .delete(invitations)
      .where(and(eq(invitations.orgId, orgId), eq(invitations.tokenHash, tokenHash)))
      .returning({ role: invitations.role });
    if (!accepted) throw noInvitation();
    const role = accepted.role as Role;
    const { rowCount } = await tx.db
      .insert(memberships)
      .values({ orgId, userId, role, createdAt: now, ...toKeyColumns(idempotency) })
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
