/** Lets a request in, and checks again after its body has arrived that its caller may still do what it asks for. */
import type { Authenticate } from "./authenticate.ts";
import { authorize, type FindMembership } from "./authorize.ts";
import type { Caller, Principal } from "./caller.ts";
import type { Operation } from "./operation.ts";
import { withTimeout } from "./timeout.ts";

export interface EntryOptions {
  authenticate: Authenticate;
  findMembership: FindMembership;
  /** How long what an operation does may take, all its statements and waits together. Not counted: a body that is still coming. */
  answerMs: number;
  now: () => Date;
}

/** A caller, and who they are in the organization that the request names. */
export interface Entered {
  caller: Caller | undefined;
  principal: Principal | undefined;
}

/** A body that arrives within this time of the first check is as good as there already: so long may any check be old. */
const bodyMs = 50;

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
    /** Whether the last check is too old for a change. A clock that was set back makes it old. */
    isOld(): boolean {
      const age = now().getTime() - checkedAt;
      return age < 0 || age > bodyMs;
    },
    /** Asks the database, whatever the process remembers of the caller. Throws the refusal. */
    reenter: () => withTimeout(answerMs, identify(true).then(enter)),
  };
}
