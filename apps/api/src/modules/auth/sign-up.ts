import type { Schemas } from "@gaffer/contracts/server";
import { eq } from "../../db/drizzle.ts";
import { withAuth } from "../../db/org-scope.ts";
import { users } from "../../db/schema.ts";
import type { Cause } from "../../http/caller.ts";
import { newId } from "../../new-id.ts";
import { recordChange } from "../audit/record-change.ts";
import { insertAccount } from "./accounts.ts";
import { type AuthContext, causedBy } from "./auth-context.ts";
import { consumeLink, createLink, invalidLink } from "./links.ts";

/** Lifetime of a sign-up's link. */
const signUpMs = 24 * 60 * 60 * 1000;

interface PendingSignUp {
  email: string;
  name: string;
  passwordHash: string;
}

/**
 * Stores the request, password included, with a link. The account is created when the link is opened, so an unverified
 * address can't be occupied. For an address that has an account the steps are the same, so that the response takes as
 * long; the stored link is never sent.
 */
export async function signUp(auth: AuthContext, request: Schemas["SignUpRequest"], { at }: Cause): Promise<void> {
  const email = request.email.toLowerCase();
  const passwordHash = await auth.passwords.hash(request.password);
  const pending: PendingSignUp = { email, name: request.name, passwordHash };
  const link = { purpose: "verify-email", value: JSON.stringify(pending), at, validMs: signUpMs } as const;
  const token = await withAuth(auth.authPool, (tx) => createLink(tx, link));
  auth.afterResponse(async () => {
    const [taken] = await withAuth(auth.authPool, ({ db }) =>
      db.select({ id: users.id }).from(users).where(eq(users.email, email)),
    );
    await auth.sendMail(taken ? auth.mails.accountExists(email) : auth.mails.verifyEmail(email, token));
  });
}

/** Creates the account of a sign-up. */
export async function verifyEmail(auth: AuthContext, token: string, cause: Cause): Promise<void> {
  const { at } = cause;
  await withAuth(auth.authPool, async (tx) => {
    const value = await consumeLink(tx, "verify-email", token, at);
    if (value === undefined) throw invalidLink();
    const { email, name, passwordHash } = readPending(value);
    // The lock serializes two links for one address.
    await tx.sql("select pg_advisory_xact_lock(hashtextextended('person:' || $1, 0))", [email]);
    const [taken] = await tx.db.select({ id: users.id }).from(users).where(eq(users.email, email));
    if (taken) throw invalidLink();
    const userId = newId();
    await tx.db.insert(users).values({ id: userId, email, name, emailVerified: true, createdAt: at, updatedAt: at });
    await insertAccount(tx, userId, passwordHash, at);
    await recordChange(tx, causedBy(userId, cause), { type: "person", id: userId });
  });
}

/** Reads a stored sign-up. Links of earlier versions name the hash `password`. They expire within a day. */
function readPending(value: string): PendingSignUp {
  const { password, ...pending } = JSON.parse(value) as PendingSignUp & { password?: string };
  return password === undefined ? pending : { ...pending, passwordHash: password };
}
