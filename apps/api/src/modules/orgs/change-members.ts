/** Changes members and their roles. Each change locks the organization, so that it always keeps an owner. */
import type { Schemas } from "@gaffer/contracts/server";
import { and, eq } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { memberships } from "../../db/schema.ts";
import type { Principal, Role } from "../../http/caller.ts";
import { assertMatches } from "../../http/preconditions.ts";
import { invalid, notFound } from "../../http/problem.ts";
import { type LockedMembers, lockMembers } from "./lock-members.ts";
import { getMember, memberVersion } from "./read-members.ts";
import { assertMayGrant } from "./role-rules.ts";

const isMember = (orgId: string, userId: string) => and(eq(memberships.orgId, orgId), eq(memberships.userId, userId));

async function setRole({ db }: Transaction, orgId: string, userId: string, role: Role): Promise<void> {
  await db.update(memberships).set({ role }).where(isMember(orgId, userId));
}

/** Changes a member's role. Returns the member and the role before. */
export async function updateMember(
  tx: Transaction,
  principal: Principal,
  { userId, role, ifMatch }: { userId: string; role: Role; ifMatch: string | undefined },
): Promise<{ member: Schemas["Member"]; before: Role }> {
  const { orgId } = principal;
  const members = await lockMembers(tx, principal.orgId, [userId]);
  const before = members.roleOf(userId);
  if (!before) throw notFound();
  assertMayGrant(principal, before);
  assertMayGrant(principal, role);
  assertMatches(ifMatch, memberVersion({ role: before }));
  if (role !== "owner") members.assertOtherOwner(userId);
  await setRole(tx, orgId, userId, role);
  return { member: await getMember(tx, orgId, userId), before };
}

/** Removes a member. Returns the member's role. */
export async function removeMember(
  tx: Transaction,
  principal: Principal,
  { userId, ifMatch }: { userId: string; ifMatch: string | undefined },
): Promise<Role> {
  const members = await lockMembers(tx, principal.orgId, [userId]);
  const role = members.roleOf(userId);
  if (role) {
    assertMayGrant(principal, role);
    assertMatches(ifMatch, memberVersion({ role }));
  }
  return deleteMembership(tx, principal.orgId, members, userId);
}

/** Ends the caller's own membership. Returns the caller's role. */
export async function leaveOrg(tx: Transaction, orgId: string, userId: string): Promise<Role> {
  return deleteMembership(tx, orgId, await lockMembers(tx, orgId, [userId]), userId);
}

async function deleteMembership(
  { db }: Transaction,
  orgId: string,
  members: LockedMembers,
  userId: string,
): Promise<Role> {
  const role = members.roleOf(userId);
  if (!role) throw notFound();
  members.assertOtherOwner(userId);
  await db.delete(memberships).where(isMember(orgId, userId));
  return role;
}

/** Transfers ownership: `to` becomes an owner, and the owner `from` becomes an admin. */
export async function transferOrg(
  tx: Transaction,
  principal: Principal,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const { orgId } = principal;
  const members = await lockMembers(tx, orgId, [to]);
  const refuse = (message: string) => invalid({ in: "body", pointer: "/userId", code: "mismatch", message });
  if (to === from) throw refuse("must be a member other than you");
  if (!members.roleOf(to)) throw refuse("must be a member of the organization");
  await setRole(tx, orgId, to, "owner");
  await setRole(tx, orgId, from, "admin");
}
