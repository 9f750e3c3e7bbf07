/** Shared by the operations of the auth module. */

import type { Cause } from "../../http/caller.ts";
import type { Services } from "../../server/services.ts";
import type { ReportError } from "../../throttled-log.ts";
import type { Passwords } from "./password-hash.ts";

export interface AuthContext extends Pick<Services, "authPool" | "mails" | "sendMail"> {
  passwords: Passwords;
  /** Runs work after the response, so that the response time doesn't reveal what the work does. */
  afterResponse(work: () => Promise<void>): void;
}

/** The cause of a change by a user who was identified by something other than a session, such as a link. */
export function causedBy(userId: string, cause: Cause): Cause {
  return { ...cause, actor: `user:${userId}` };
}

/** Runs work after responses and tracks it, so that the process can wait for it before it exits. */
export function createAfterResponse(reportError: ReportError) {
  const running = new Set<Promise<void>>();
  return {
    run(work: () => Promise<void>): void {
      const done = work()
        .catch((cause) => reportError({ message: "work after a response failed", cause }))
        .finally(() => running.delete(done));
      running.add(done);
    },
    /** Resolves when all work after responses has ended. */
    async ended(): Promise<void> {
      await Promise.all(running);
    },
  };
}
