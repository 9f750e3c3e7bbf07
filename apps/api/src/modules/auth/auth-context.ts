/** What the operations of this module share. */
import type { Transaction } from "../../db/org-scope.ts";
import type { Cause } from "../../http/caller.ts";
import type { ReportError } from "../../throttled-log.ts";
import type { Mails, SendMail } from "./mails.ts";
import type { Passwords } from "./password-hash.ts";

export type Transact = <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;

export interface AuthContext {
  /** Runs a transaction as `gaffer_auth`, the only role that reads accounts and sessions. */
  transact: Transact;
  passwords: Passwords;
  mails: Mails;
  sendMail: SendMail;
  /** Runs work after the response, so that the response time doesn't reveal what it does. */
  afterResponse(work: () => Promise<void>): void;
}

/** The cause of a change by a user whom the request identified by other means than a session. */
export function causedBy(userId: string, cause: Cause): Cause {
  return { ...cause, actor: `user:${userId}` };
}

/** Runs work after responses and tracks it, so that the process can wait for it before it exits. */
export function createAfterResponse(onError: ReportError) {
  const running = new Set<Promise<void>>();
  return {
    run(work: () => Promise<void>): void {
      const done = work()
        .catch((cause) => onError({ message: "work after a response failed", cause }))
        .finally(() => running.delete(done));
      running.add(done);
    },
    /** Resolves when all of it has ended. */
    async ended(): Promise<void> {
      await Promise.all(running);
    },
  };
}
