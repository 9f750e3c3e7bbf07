import type { Caller } from "./caller.ts";
import { accessTokenOf } from "./cookies.ts";
import { assertTrustedOrigin } from "./csrf.ts";
import { ProblemError } from "./problem.ts";

/**
 * Identifies the caller of a request. undefined: the request has no credentials. Throws the same problem for every
 * invalid credential. `fresh` reads the database and skips the process's cache.
 */
export type Authenticate = (request: Request, options?: FindOptions) => Promise<Caller | undefined>;

export interface FindOptions {
  fresh?: boolean;
}

type Find = (presented: string, options: FindOptions) => Promise<Caller | undefined>;

export interface Credentials {
  /** Finds the caller of an API key. */
  findKey: Find;
  /** Finds the caller of an access token. */
  findSession: Find;
  /** Finds the user of an identity provider's token. undefined: no provider is configured. */
  findIdentity: Find | undefined;
  /** Other origins whose pages may send cookies. */
  allowedOrigins: readonly string[];
}

export function createAuthenticate({ findKey, findSession, findIdentity, allowedOrigins }: Credentials): Authenticate {
  const findBearer: Find = (presented, options) => {
    if (presented.startsWith("gfs_")) return findSession(presented, options);
    // A JWT starts with its JSON header in base64url, so with "ey".
    return findIdentity && presented.startsWith("ey") ? findIdentity(presented, options) : findKey(presented, options);
  };

  return async (request, options = {}) => {
    const authorization = request.headers.get("authorization");
    if (authorization === null) {
      const presented = accessTokenOf(request.headers);
      if (presented === undefined) return undefined;
      const caller = await findSession(presented, options);
      if (!caller) throw unauthenticated();
      if (request.method !== "GET" && request.method !== "HEAD") assertTrustedOrigin(request.headers, allowedOrigins);
      return caller;
    }
    const [, presented] = authorization.match(/^Bearer +(\S+)$/i) ?? [];
    const caller = presented === undefined ? undefined : await findBearer(presented, options);
    if (!caller) throw unauthenticated();
    return caller;
  };
}

export function unauthenticated(): ProblemError {
  return new ProblemError(
    "unauthenticated",
    "The credential is missing, unknown, expired or revoked. Send a valid API key or access token as `Authorization: Bearer <token>`.",
    { headers: { "WWW-Authenticate": "Bearer" } },
  );
}
