/** Authenticates and authorizes a request. Does so again if its body takes long to arrive. */
import type { Authenticate } from "./authenticate.ts";
import { authorize, type FindMembership } from "./authorize.ts";
import type { Caller, Principal } from "./caller.ts";
import type { Operation } from "./operation.ts";
import { withTimeout } from "./timeout.ts";

export interface EntryOptions {
  authenticate: Authenticate;
  findMembership: FindMembership;
  /**
   * Maximum duration of an operation in milliseconds, with all its statements and waits. The time in which the body
   * arrives doesn't count.
   */
  answerMs: number;
  now: () => Date;
}

/** The authenticated caller, and its principal in the request's organization. */
export interface Entered {
  caller: Caller | undefined;
  principal: Principal | undefined;
}

/**
 * Maximum age, at the start of the operation, of the check of the caller's access, in milliseconds. If the body took
 * longer to arrive, access is checked again.
 */
const maxAgeMs = 50;

export function openEntry(operation: Operation, request: Request, orgId: string | undefined, options: EntryOptions) {
  const { answerMs, now } = options;
  let checkedAt = now().getTime();

  const identify = async (fresh: boolean) =>
    operation.access === "anyone" ? undefined : options.authenticate(request, { fresh });
  const enter = async (caller: Caller | undefined): Promise<Entered> => ({
    caller,
    principal: await authorize(operation, caller, orgId, options.findMembership),
  });

  return {
    identify: () => withTimeout(answerMs, identify(false)),
    async enter(caller: Caller | undefined): Promise<Entered> {
      const entered = await withTimeout(answerMs, enter(caller));
      checkedAt = now().getTime();
      return entered;
    },
    /**
     * Whether the last check of the caller's access is too old for a change. A check whose time is in the future,
     * because the clock was set back, is too old.
     */
    isOld(): boolean {
      const age = now().getTime() - checkedAt;
      return age < 0 || age > maxAgeMs;
    },
    /** Checks the caller's access again without the process's cache. Throws a problem. */
    recheck: () => withTimeout(answerMs, identify(true).then(enter)),
  };
}
