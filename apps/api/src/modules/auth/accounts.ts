/** Accounts that sign in with a password: a user's row in `user_accounts` with the provider `credential`. */
import { userAccounts } from "../../db/auth-schema.ts";
import { and, eq } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { users } from "../../db/schema.ts";
import { newId } from "../../new-id.ts";

export interface PasswordAccount {
  userId: string;
  email: string;
  passwordHash: string | null;
}

export async function findAccount(
  { db }: Transaction,
  by: { email: string } | { userId: string },
): Promise<PasswordAccount | undefined> {
  const [row] = await db
    .select({ userId: users.id, email: users.email, passwordHash: userAccounts.password })
    .from(users)
    .innerJoin(userAccounts, and(eq(userAccounts.userId, users.id), eq(userAccounts.providerId, "credential")))
    .where("email" in by ? eq(users.email, by.email.toLowerCase()) : eq(users.id, by.userId));
  return row;
}

export async function insertAccount({ db }: Transaction, userId: string, passwordHash: string, at: Date) {
  const times = { createdAt: at, updatedAt: at };
  await db
    .insert(userAccounts)
    .values({ id: newId(), userId, providerId: "credential", accountId: userId, password: passwordHash, ...times });
}

export async function updatePasswordHash({ db }: Transaction, userId: string, passwordHash: string, at: Date) {
  await db
    .update(userAccounts)
    .set({ password: passwordHash, updatedAt: at })
    .where(and(eq(userAccounts.userId, userId), eq(userAccounts.providerId, "credential")));
}

/**
 * Locks the account until the transaction ends. Returns false if its hash has changed since it was read. A change of
 * the password ends all sessions, so a sign-in with the old password must not start another one meanwhile.
 */
export async function lockAccount(tx: Transaction, { userId, passwordHash }: PasswordAccount): Promise<boolean> {
  const locked = await tx.db
    .select({ id: userAccounts.id })
    .from(userAccounts)
    .where(
      and(
        eq(userAccounts.userId, userId),
        eq(userAccounts.providerId, "credential"),
        eq(userAccounts.password, passwordHash ?? ""),
      ),
    )
    .for("update");
  return locked.length > 0;
}
