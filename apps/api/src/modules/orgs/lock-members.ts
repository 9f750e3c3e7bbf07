import { and, eq, inArray, or } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { memberships, orgs } from "../../db/schema.ts";
import type { Role } from "../../http/caller.ts";
import { notFound, ProblemError } from "../../http/problem.ts";

/**
 * Serializes changes of the organization and its members until this transaction ends. Creating jobs is not blocked: its foreign key needs
 * only a key share lock.
 */
export async function lockOrg({ db }: Transaction, orgId: string): Promise<typeof orgs.$inferSelect> {
  const [row] = await db.select().from(orgs).where(eq(orgs.id, orgId)).for("no key update");
  if (!row) throw notFound();
  return row;
}

export interface LockedMembers {
  roleOf: (userId: string) => Role | undefined;
  /** Throws a problem if no owner other than this user exists. */
  assertOtherOwner: (userId: string) => void;
}

/**
 * Locks the organization, then reads its owners and these members. The read is a separate statement, so that it sees
 * changes committed before the lock.
 */
export async function lockMembers(tx: Transaction, orgId: string, userIds: readonly string[]): Promise<LockedMembers> {
  await lockOrg(tx, orgId);
  const rows = await tx.db
    .select({ userId: memberships.userId, role: memberships.role })
    .from(memberships)
    .where(
      and(eq(memberships.orgId, orgId), or(eq(memberships.role, "owner"), inArray(memberships.userId, [...userIds]))),
    );
  return {
    roleOf: (userId) => rows.find((row) => row.userId === userId)?.role as Role | undefined,
    assertOtherOwner(userId) {
      if (rows.some((row) => row.role === "owner" && row.userId !== userId)) return;
      const detail = "This member is the last owner. Make another member an owner first, or transfer the organization.";
      throw new ProblemError("last-owner", detail);
    },
  };
}
