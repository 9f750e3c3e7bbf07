import type { Caller } from "./caller.ts";
import { ProblemError } from "./problem.ts";

/** Tells who sends a request; undefined when nobody is named. Throws the same refusal for everything that doesn't work. */
export type Authenticate = (request: Request) => Promise<Caller | undefined>;

export function createAuthenticate(findKey: (presented: string) => Promise<Caller | undefined>): Authenticate {
  return async (request) => {
    const authorization = request.headers.get("authorization");
    if (authorization === null) return undefined;
    const [, presented] = authorization.match(/^Bearer +(\S+)$/i) ?? [];
    const caller = presented === undefined ? undefined : await findKey(presented);
    if (!caller) throw unauthenticated();
    return caller;
  };
}

export function unauthenticated(): ProblemError {
  return new ProblemError(
    "unauthenticated",
    "Send a valid API key as `Authorization: Bearer <key>`. This one is missing, unknown, expired or revoked.",
    { headers: { "WWW-Authenticate": "Bearer" } },
  );
}
