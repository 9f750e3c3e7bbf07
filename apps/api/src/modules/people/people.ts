/** What the verbs of people share. */
import type { Transaction } from "../../db/org-scope.ts";
import type { Cause } from "../../http/caller.ts";
import type { Mail, Mails, SendMail } from "./mail.ts";
import type { Passwords } from "./password-hash.ts";

export type Transact = <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;

export interface People {
  /** As the role that sees people. */
  transact: Transact;
  passwords: Passwords;
  mails: Mails;
  sendMail: SendMail;
  /** Goes on with something when the answer is given, so that the answer tells nothing of it. */
  afterAnswer(work: () => Promise<void>): void;
}

/** The same cause for somebody whom the request didn't name, or not yet. */
export function causedBy(userId: string, cause: Cause): Cause {
  return { ...cause, actor: `user:${userId}` };
}

export function mailAfterAnswer({ afterAnswer, sendMail }: People, mail: Mail): void {
  afterAnswer(() => sendMail(mail));
}
