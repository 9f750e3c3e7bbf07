import { userAccounts } from "../../db/auth-schema.ts";
import { and, eq } from "../../db/drizzle.ts";
import { type Transaction, withAuth } from "../../db/org-scope.ts";
import { users } from "../../db/schema.ts";
import type { PersonCaller } from "../../http/caller.ts";
import { newId } from "../../new-id.ts";
import type { Services } from "../../server/services.ts";
import { recordChange } from "../audit/record-change.ts";
import { type IsAdministrator, toCaller } from "./find-session.ts";
import type { Identity } from "./identity-provider.ts";

type User = typeof users.$inferSelect;

/** Authentication by a token of the identity provider. Creates the user at the first request. */
export function createFindIdentity(
  { authPool, now }: Pick<Services, "authPool" | "now">,
  verify: (token: string) => Promise<Identity | undefined>,
  isAdministrator: IsAdministrator,
) {
  return async (presented: string): Promise<PersonCaller | undefined> => {
    const identity = await verify(presented);
    if (!identity) return undefined;
    const user = await withAuth(
      authPool,
      async (tx) => (await findUser(tx, identity)) ?? provision(tx, identity, now()),
    );
    return toCaller(user, null, isAdministrator);
  };
}

async function findUser({ db }: Transaction, { issuer, subject }: Identity): Promise<User | undefined> {
  const [row] = await db
    .select({ user: users })
    .from(userAccounts)
    .innerJoin(users, eq(users.id, userAccounts.userId))
    .where(and(eq(userAccounts.providerId, issuer), eq(userAccounts.accountId, subject)));
  return row?.user;
}

/**
 * Creates the user of an identity. Never links an existing account, because an address doesn't prove an identity. An
 * address that is unverified or taken is replaced by one that receives no mail.
 */
async function provision(tx: Transaction, identity: Identity, at: Date): Promise<User> {
  const { issuer, subject, email, name = "Unnamed user" } = identity;
  // The lock lets concurrent first requests create only one user.
  await tx.sql("select pg_advisory_xact_lock(hashtextextended('identity:' || $1, 0))", [`${issuer} ${subject}`]);
  const known = await findUser(tx, identity);
  if (known) return known;
  const id = newId();
  const times = { createdAt: at, updatedAt: at };
  const withoutAddress = {
    id,
    name,
    email: `${id}@identity.invalid`,
    emailVerified: false,
    administrator: false,
    ...times,
  };
  const withAddress = email === undefined ? withoutAddress : { ...withoutAddress, email, emailVerified: true };
  const insert = (user: User) =>
    tx.db.insert(users).values(user).onConflictDoNothing({ target: users.email }).returning();
  const [user = withoutAddress] = await insert(withAddress);
  if (user === withoutAddress) await insert(withoutAddress);
  await tx.db
    .insert(userAccounts)
    .values({ id: newId(), userId: id, providerId: issuer, accountId: subject, ...times });
  const who = { orgId: null, actor: `user:${id}`, action: "provisionPerson" };
  await recordChange(tx, { ...who, requestId: newId(), address: null, at }, { type: "person", id }, { issuer });
  return user;
}
