/** Changing a password, with the current one or with a link. */
import type { Schemas } from "@gaffer/contracts/server";
import { userSessions, userVerifications } from "../../db/auth-schema.ts";
import { and, eq, ne } from "../../db/drizzle.ts";
import { type Transaction, withAuth } from "../../db/org-scope.ts";
import type { Cause, PersonCaller } from "../../http/caller.ts";
import { invalid, ProblemError } from "../../http/problem.ts";
import { recordChange } from "../audit/record-change.ts";
import { findAccount, lockAccount, type PasswordAccount, updatePasswordHash } from "./accounts.ts";
import { type AuthContext, causedBy } from "./auth-context.ts";
import { consumeLink, createLink, invalidLink, isLinkValid } from "./links.ts";
import { type IssuedSession, startSession } from "./sessions.ts";

/** Lifetime of a link to reset a password. */
const resetMs = 60 * 60 * 1000;

/** Changes the password and revokes all sessions except the current one. */
export async function changePassword(
  auth: AuthContext,
  { userId, sessionId }: PersonCaller,
  { currentPassword, newPassword }: Schemas["ChangePasswordRequest"],
  cause: Cause,
): Promise<void> {
  const account = await withAuth(auth.authPool, (tx) => findAccount(tx, { userId }));
  const matches = await auth.passwords.matches(currentPassword, account?.passwordHash);
  if (!account || !matches) throw wrongCurrentPassword();
  const hash = await auth.passwords.hash(newPassword);
  await withAuth(auth.authPool, async (tx) => {
    if (!(await lockAccount(tx, account))) throw wrongCurrentPassword();
    await setPassword(tx, account, hash, sessionId, cause);
  });
  auth.afterResponse(() => auth.sendMail(auth.mails.passwordChanged(account.email)));
}

function wrongCurrentPassword() {
  return invalid({ in: "body", pointer: "/currentPassword", code: "mismatch", message: "is not the current password" });
}

/**
 * Sends a link to reset the password. Works after the response, which is the same whether or not the account exists.
 */
export function requestPasswordReset(auth: AuthContext, email: string, cause: Cause): void {
  auth.afterResponse(async () => {
    const mail = await withAuth(auth.authPool, async (tx) => {
      const account = await findAccount(tx, { email });
      if (!account) return undefined;
      const link = { purpose: "reset-password", value: account.userId, at: cause.at, validMs: resetMs } as const;
      const token = await createLink(tx, link);
      await recordChange(tx, cause, { type: "person", id: account.userId });
      return auth.mails.resetPassword(account.email, token);
    });
    if (mail) await auth.sendMail(mail);
  });
}

/** Sets the password with a link and revokes all sessions. */
export async function resetPassword(
  auth: AuthContext,
  { token, password }: Schemas["ResetPasswordRequest"],
  cause: Cause,
): Promise<void> {
  // Hashing is expensive, so an invalid token is refused before the password is hashed.
  if (!(await withAuth(auth.authPool, (tx) => isLinkValid(tx, "reset-password", token, cause.at)))) throw invalidLink();
  const hash = await auth.passwords.hash(password);
  const account = await withAuth(auth.authPool, async (tx) => {
    const userId = await consumeLink(tx, "reset-password", token, cause.at);
    const found = userId === undefined ? undefined : await findAccount(tx, { userId });
    if (!found) throw invalidLink();
    await setPassword(tx, found, hash, null, causedBy(found.userId, cause));
    return found;
  });
  auth.afterResponse(() => auth.sendMail(auth.mails.passwordChanged(account.email)));
}

/**
 * Sets the password. Ends the sessions that the old password started, and deletes links that would set another
 * password.
 */
async function setPassword(
  tx: Transaction,
  { userId }: PasswordAccount,
  hash: string,
  keptSession: string | null,
  cause: Cause,
): Promise<void> {
  await updatePasswordHash(tx, userId, hash, cause.at);
  const others = keptSession === null ? undefined : ne(userSessions.id, keptSession);
  await tx.db.delete(userSessions).where(and(eq(userSessions.userId, userId), others));
  await tx.db.delete(userVerifications).where(eq(userVerifications.value, userId));
  await recordChange(tx, cause, { type: "person", id: userId });
}

/** Signs in with a password: starts a session. */
export async function signIn(
  auth: AuthContext,
  { email, password }: Pick<Schemas["SignInRequest"], "email" | "password">,
  cause: Cause,
  userAgent: string | null,
): Promise<IssuedSession> {
  const account = await withAuth(auth.authPool, (tx) => findAccount(tx, { email }));
  // The password is compared outside the transaction, because the comparison is slow by design. It takes the same time
  // for an unknown address.
  const matches = await auth.passwords.matches(password, account?.passwordHash);
  if (!account || !matches) throw wrongPassword();
  const { userId, passwordHash } = account;
  const isOutdated = passwordHash !== null && auth.passwords.isOutdated(passwordHash);
  const newHash = isOutdated ? await auth.passwords.hash(password) : undefined;
  return withAuth(auth.authPool, async (tx) => {
    if (!(await lockAccount(tx, account))) throw wrongPassword();
    if (newHash) await updatePasswordHash(tx, userId, newHash, cause.at);
    const session = await startSession(tx, userId, { address: cause.address, userAgent }, cause.at);
    await recordChange(tx, causedBy(userId, cause), { type: "session", id: session.sessionId });
    return session;
  });
}

/** The problem of a failed sign-in. It is the same for an unknown address, so that addresses can't be probed. */
function wrongPassword(): ProblemError {
  return new ProblemError(
    "unauthenticated",
    "Wrong e-mail or password, or the e-mail address is not confirmed. Check both, or open the link in the confirmation mail.",
    { headers: { "WWW-Authenticate": "Bearer" } },
  );
}
