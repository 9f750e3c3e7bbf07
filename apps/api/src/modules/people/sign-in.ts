import type { Schemas } from "@gaffer/contracts/server";
import type { Cause } from "../../http/caller.ts";
import { ProblemError } from "../../http/problem.ts";
import { recordChange } from "../audit/record-change.ts";
import { findAccount, holdAccount, replaceHash } from "./find-account.ts";
import { type OpenSession, openSession } from "./open-session.ts";
import { causedBy, type People } from "./people.ts";

export async function signIn(
  people: People,
  { email, password }: Pick<Schemas["SignInRequest"], "email" | "password">,
  cause: Cause,
  userAgent: string | null,
): Promise<OpenSession> {
  const account = await people.transact((tx) => findAccount(tx, { email }));
  // Outside of a transaction: it takes a while, by design, and as long for nobody's address.
  const matches = await people.passwords.matches(password, account?.password);
  if (!account || !matches) throw wrongPassword();
  const isOutdated = account.password !== null && people.passwords.isOutdated(account.password);
  const newHash = isOutdated ? await people.passwords.hash(password) : undefined;
  return people.transact(async (tx) => {
    if (!(await holdAccount(tx, account))) throw wrongPassword();
    const { userId } = account;
    if (newHash) await replaceHash(tx, userId, newHash, cause.at);
    const session = await openSession(tx, userId, { address: cause.address, userAgent }, cause.at);
    await recordChange(tx, causedBy(userId, cause), { type: "session", id: session.sessionId });
    return session;
  });
}

/** The same for an address that nobody has, so that addresses can't be tried out. */
function wrongPassword(): ProblemError {
  return new ProblemError(
    "unauthenticated",
    "The address or the password is wrong, or the link that was sent to the address hasn't been opened yet.",
    { headers: { "WWW-Authenticate": "Bearer" } },
  );
}
