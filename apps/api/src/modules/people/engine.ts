/**
 * better-auth as an engine: its models of users, accounts, sessions and verifications on our tables, through its drizzle
 * adapter on the transaction of the operation, and its password hashes. Its endpoints and cookies aren't used: operations of the
 * contract stand in their place, and what they write goes on record in the same transaction. It is loaded when somebody
 * first signs up or in, because that takes half a second.
 */

import type { Transaction } from "../../db/org-scope.ts";
import { userAccounts, userSessions, userVerifications } from "../../db/people-schema.ts";
import { users } from "../../db/schema.ts";
import { newId } from "../../new-id.ts";

export type Engine = Awaited<ReturnType<typeof load>>;

let loading: Promise<Engine> | undefined;

export function openEngine(): Promise<Engine> {
  loading ??= load();
  return loading;
}

async function load() {
  const [{ drizzleAdapter }, { hashPassword, verifyPassword }] = await Promise.all([
    import("better-auth/adapters/drizzle"),
    import("better-auth/crypto"),
  ]);
  const schema = { user: users, account: userAccounts, session: userSessions, verification: userVerifications };
  const text = { type: "string" } as const;
  const moment = { type: "date" } as const;
  const options = {
    advanced: { database: { generateId: () => newId() } },
    session: {
      additionalFields: {
        family: text,
        accessToken: text,
        salt: text,
        accessExpiresAt: moment,
        idleExpiresAt: moment,
      },
    },
  };
  /** What the password of nobody is compared with, so that it takes as long. */
  const nobodys = await hashPassword(newId());
  return {
    /** Its models, in this transaction. */
    models: ({ db }: Transaction) => drizzleAdapter(db, { provider: "pg", schema, transaction: false })(options),
    hashPassword,
    /** Takes as long without a hash. */
    async passwordMatches(password: string, hash: string | null | undefined): Promise<boolean> {
      const matches = await verifyPassword({ password, hash: hash ?? nobodys });
      return matches && typeof hash === "string";
    },
  };
}
