import { and, eq } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { userAccounts } from "../../db/people-schema.ts";
import { users } from "../../db/schema.ts";
import { newId } from "../../new-id.ts";

/** An account with a password. */
export interface PasswordAccount {
  userId: string;
  email: string;
  /** The hash. */
  password: string | null;
}

export async function findAccount(
  { db }: Transaction,
  whose: { email: string } | { userId: string },
): Promise<PasswordAccount | undefined> {
  const [row] = await db
    .select({ userId: users.id, email: users.email, password: userAccounts.password })
    .from(users)
    .innerJoin(userAccounts, and(eq(userAccounts.userId, users.id), eq(userAccounts.providerId, "credential")))
    .where("email" in whose ? eq(users.email, whose.email.toLowerCase()) : eq(users.id, whose.userId));
  return row;
}

/** Adds the account that signs in with a password. */
export async function insertAccount({ db }: Transaction, userId: string, password: string, at: Date): Promise<void> {
  const times = { createdAt: at, updatedAt: at };
  await db
    .insert(userAccounts)
    .values({ id: newId(), userId, providerId: "credential", accountId: userId, password, ...times });
}

/** Stores another hash of the account's password. */
export async function replaceHash({ db }: Transaction, userId: string, password: string, at: Date): Promise<void> {
  await db
    .update(userAccounts)
    .set({ password, updatedAt: at })
    .where(and(eq(userAccounts.userId, userId), eq(userAccounts.providerId, "credential")));
}

/**
 * Holds the account until the transaction ends, if its password is still the one that was compared before: a change of it
 * ends sessions, and none may be opened by the old one meanwhile.
 */
export async function holdAccount(tx: Transaction, { userId, password }: PasswordAccount): Promise<boolean> {
  const held = await tx.db
    .select({ id: userAccounts.id })
    .from(userAccounts)
    .where(
      and(
        eq(userAccounts.userId, userId),
        eq(userAccounts.providerId, "credential"),
        eq(userAccounts.password, password ?? ""),
      ),
    )
    .for("update");
  return held.length > 0;
}
