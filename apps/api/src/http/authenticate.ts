import { ProblemError } from "./problem.ts";

/** Who is asking, and for which organization. */
export interface Principal {
  /** How the caller appears in `createdBy`. */
  actor: string;
  orgId: string;
  scopes: readonly string[];
  apiKey: { id: string; name: string; expiresAt: Date | null };
}

/** Reads an `Authorization` header. Throws the same refusal for every key that doesn't work. */
export type Authenticate = (authorization: string | null) => Promise<Principal>;

export function createAuthenticate(findPrincipal: (presented: string) => Promise<Principal | undefined>): Authenticate {
  return async (authorization) => {
    const [, presented] = authorization?.match(/^Bearer +(\S+)$/i) ?? [];
    const principal = presented === undefined ? undefined : await findPrincipal(presented);
    if (!principal) {
      throw new ProblemError(
        "unauthenticated",
        "Send a valid API key as `Authorization: Bearer <key>`. This one is missing, unknown, expired or revoked.",
        {
          headers: { "WWW-Authenticate": "Bearer" },
        },
      );
    }
    return principal;
  };
}
