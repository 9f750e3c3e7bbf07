import type { Schemas } from "@gaffer/contracts/server";
import { withAuth } from "../../db/org-scope.ts";
import type { Cause } from "../../http/caller.ts";
import { ProblemError } from "../../http/problem.ts";
import { recordChange } from "../audit/record-change.ts";
import { findAccount, lockAccount, updatePasswordHash } from "./accounts.ts";
import { type AuthContext, causedBy } from "./auth-context.ts";
import { type IssuedSession, startSession } from "./sessions.ts";

export async function signIn(
  auth: AuthContext,
  { email, password }: Pick<Schemas["SignInRequest"], "email" | "password">,
  cause: Cause,
  userAgent: string | null,
): Promise<IssuedSession> {
  const account = await withAuth(auth.authPool, (tx) => findAccount(tx, { email }));
  // Outside the transaction, because it is slow by design. It takes the same time for an unknown address.
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

/** The same for an unknown address, so that addresses can't be probed. */
function wrongPassword(): ProblemError {
  return new ProblemError(
    "unauthenticated",
    "Wrong e-mail or password, or the e-mail address is not confirmed. Check both, or open the link in the confirmation mail.",
    { headers: { "WWW-Authenticate": "Bearer" } },
  );
}
