import { and, eq } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { userAccounts } from "../../db/people-schema.ts";
import { users } from "../../db/schema.ts";
import type { PersonCaller } from "../../http/caller.ts";
import { newId } from "../../new-id.ts";
import { recordChange } from "../audit/record-change.ts";
import { type IsAdministrator, toCaller } from "./find-session.ts";
import type { Transact } from "./people.ts";
import type { Identity } from "./verify-identity.ts";

type User = typeof users.$inferSelect;

/** Finds who somebody is here whom the trusted issuer vouches for, and makes them known when they come for the first time. */
export function createFindIdentity(
  verify: (token: string) => Promise<Identity | undefined>,
  transact: Transact,
  isAdministrator: IsAdministrator,
  now: () => Date,
) {
  return async (presented: string): Promise<PersonCaller | undefined> => {
    const identity = await verify(presented);
    if (!identity) return undefined;
    const user = await transact(async (tx) => (await findUser(tx, identity)) ?? provision(tx, identity, now()));
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
 * Makes a person of their own, never one with an account that is there: an address says who may be written to, and not who
 * somebody is. One that isn't verified, or that somebody has already, gives way to one that nobody can be written to by.
 */
async function provision(tx: Transaction, identity: Identity, at: Date): Promise<User> {
  const { issuer, subject, email, name = "Somebody" } = identity;
  // Requests that come at once make one person.
  await tx.sql("select pg_advisory_xact_lock(hashtextextended('identity:' || $1, 0))", [`${issuer} ${subject}`]);
  const known = await findUser(tx, identity);
  if (known) return known;
  const id = newId();
  const times = { createdAt: at, updatedAt: at };
  const nobodys = { id, name, email: `${id}@identity.invalid`, emailVerified: false, ...times };
  const theirs = email === undefined ? nobodys : { ...nobodys, email, emailVerified: true };
  const insert = (user: User) =>
    tx.db.insert(users).values(user).onConflictDoNothing({ target: users.email }).returning();
  const [user = nobodys] = await insert(theirs);
  if (user === nobodys) await insert(nobodys);
  await tx.db
    .insert(userAccounts)
    .values({ id: newId(), userId: id, providerId: issuer, accountId: subject, ...times });
  const who = { orgId: null, actor: `user:${id}`, action: "provisionPerson" };
  await recordChange(tx, { ...who, requestId: newId(), address: null, at }, { type: "person", id }, { issuer });
  return user;
}
