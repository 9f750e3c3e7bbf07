import type { Schemas } from "@gaffer/contracts/server";
import { and, eq, ne } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { userSessions, userVerifications } from "../../db/people-schema.ts";
import type { Cause, PersonCaller } from "../../http/caller.ts";
import { invalid } from "../../http/problem.ts";
import { recordChange } from "../audit/record-change.ts";
import { findAccount, holdAccount, type PasswordAccount, replaceHash } from "./find-account.ts";
import { linkIsDead, linkIsGood, makeLink, takeLink } from "./links.ts";
import { causedBy, mailAfterAnswer, type People } from "./people.ts";

/** How long the link for a new password is good. */
const resetMs = 60 * 60 * 1000;

/** Changes the password for whoever knows it, and ends all sessions but theirs. */
export async function changePassword(
  people: People,
  { userId, sessionId }: PersonCaller,
  { currentPassword, newPassword }: Schemas["ChangePasswordRequest"],
  cause: Cause,
): Promise<void> {
  const account = await people.transact((tx) => findAccount(tx, { userId }));
  const matches = await people.passwords.matches(currentPassword, account?.password);
  if (!account || !matches) throw notCurrent();
  const password = await people.passwords.hash(newPassword);
  await people.transact(async (tx) => {
    if (!(await holdAccount(tx, account))) throw notCurrent();
    await setPassword(tx, account, password, sessionId, cause);
  });
  mailAfterAnswer(people, people.mails.passwordChanged(account.email));
}

function notCurrent() {
  return invalid("body", "/currentPassword", "is not the password that counts now");
}

/** All of it after the answer, which tells nobody whether there is such an account. */
export function requestPasswordReset(people: People, email: string, cause: Cause): void {
  people.afterAnswer(async () => {
    const mail = await people.transact(async (tx) => {
      const account = await findAccount(tx, { email });
      if (!account) return undefined;
      const link = { purpose: "reset-password", value: account.userId, at: cause.at, keptMs: resetMs } as const;
      const token = await makeLink(tx, link);
      await recordChange(tx, cause, { type: "person", id: account.userId });
      return people.mails.resetPassword(account.email, token);
    });
    if (mail) await people.sendMail(mail);
  });
}

/** Sets the password for whoever has the link, and ends all sessions. */
export async function resetPassword(
  people: People,
  { token, password }: Schemas["ResetPasswordRequest"],
  cause: Cause,
): Promise<void> {
  // Before the work of a hash, which is not for whoever makes tokens up.
  if (!(await people.transact((tx) => linkIsGood(tx, "reset-password", token, cause.at)))) throw linkIsDead();
  const hash = await people.passwords.hash(password);
  const account = await people.transact(async (tx) => {
    const userId = await takeLink(tx, "reset-password", token, cause.at);
    const found = userId === undefined ? undefined : await findAccount(tx, { userId });
    if (!found) throw linkIsDead();
    await setPassword(tx, found, hash, null, causedBy(found.userId, cause));
    return found;
  });
  mailAfterAnswer(people, people.mails.passwordChanged(account.email));
}

/** With the old password end the sessions that it opened, and the links that would set another. */
async function setPassword(
  tx: Transaction,
  { userId }: PasswordAccount,
  password: string,
  keptSession: string | null,
  cause: Cause,
): Promise<void> {
  await replaceHash(tx, userId, password, cause.at);
  const others = keptSession === null ? undefined : ne(userSessions.id, keptSession);
  await tx.db.delete(userSessions).where(and(eq(userSessions.userId, userId), others));
  await tx.db.delete(userVerifications).where(eq(userVerifications.value, userId));
  await recordChange(tx, cause, { type: "person", id: userId });
}
