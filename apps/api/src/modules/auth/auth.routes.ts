import type { Schemas } from "@gaffer/contracts/server";
import { type Transaction, withAuth, withOrg } from "../../db/org-scope.ts";
import { type KeyCaller, personOf } from "../../http/caller.ts";
import { refreshTokenOf, toCookies } from "../../http/cookies.ts";
import { assertTrustedOrigin } from "../../http/csrf.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import { ProblemError } from "../../http/problem.ts";
import type { Services } from "../../server/services.ts";
import { readOrg } from "../orgs/read-orgs.ts";
import type { AuthContext } from "./auth-context.ts";
import { readPerson } from "./find-session.ts";
import { changePassword, requestPasswordReset, resetPassword, signIn } from "./passwords.ts";
import { parseRefreshToken } from "./session-tokens.ts";
import { type IssuedSession, listSessions, refreshSession, revokeOtherSessions, revokeSession } from "./sessions.ts";
import { signUp, verifyEmail } from "./sign-up.ts";

type AuthOperation =
  | "getMe"
  | "signUp"
  | "verifyEmail"
  | "signIn"
  | "refreshSession"
  | "signOut"
  | "changePassword"
  | "requestPasswordReset"
  | "resetPassword"
  | "listSessions"
  | "revokeSession"
  | "revokeOtherSessions";

export function createAuthRoutes(
  { apiPool, config, now }: Pick<Services, "apiPool" | "config" | "now">,
  auth: AuthContext,
): ModuleOperations<AuthOperation> {
  const inTransaction = <Result>(work: (tx: Transaction) => Promise<Result>) => withAuth(auth.authPool, work);

  /** Delivers the tokens in cookies or in the body. */
  function answer(session: IssuedSession, delivery: Schemas["TokenDelivery"], headers: Headers) {
    if (delivery === "bearer") return { status: 200 as const, headers: {}, body: toSignedIn(session, session.tokens) };
    const seconds = (session.idleExpiresAt.getTime() - now().getTime()) / 1000;
    const cookies = toCookies(headers, session.tokens, seconds);
    return { status: 200 as const, headers: { "Set-Cookie": cookies }, body: toSignedIn(session, null) };
  }

  return {
    async getMe({ caller, cause: { actor } }) {
      if (caller?.kind !== "key") {
        const person = (await inTransaction((tx) => readPerson(tx, personOf(caller)))) ?? null;
        return { status: 200, body: { actor, apiKey: null, person, org: null } };
      }
      const org = await withOrg(apiPool, caller.orgId, (tx) => readOrg(tx, caller.orgId, null));
      return { status: 200, body: { actor, apiKey: toKeyInUse(caller), person: null, org } };
    },

    async signUp({ body, cause }) {
      await signUp(auth, body, cause);
      return { status: 202 };
    },

    async verifyEmail({ body, cause }) {
      await verifyEmail(auth, body.token, cause);
      return { status: 204 };
    },

    async signIn({ body, cause, headers }) {
      return answer(await signIn(auth, body, cause, headers.get("user-agent")), body.tokens, headers);
    },

    async refreshSession({ body, cause, headers }) {
      const given = body.refreshToken ?? refreshTokenOf(headers);
      if (body.refreshToken === undefined && given !== undefined) assertTrustedOrigin(headers, config.allowedOrigins);
      const token = given === undefined ? undefined : parseRefreshToken(given);
      const session = token && (await inTransaction((tx) => refreshSession(tx, token, cause)));
      if (!session) throw sessionHasEnded();
      return answer(session, body.refreshToken === undefined ? "cookie" : "bearer", headers);
    },

    async signOut({ caller, cause, headers }) {
      const person = personOf(caller);
      const { sessionId } = person;
      if (sessionId === null)
        throw new ProblemError("forbidden", "This session belongs to the identity provider. Sign out there.");
      await inTransaction((tx) => revokeSession(tx, person, sessionId, cause));
      return { status: 204, headers: { "Set-Cookie": toCookies(headers, undefined, 0) } };
    },

    async changePassword({ caller, body, cause }) {
      await changePassword(auth, personOf(caller), body, cause);
      return { status: 204 };
    },

    async requestPasswordReset({ body, cause }) {
      requestPasswordReset(auth, body.email, cause);
      return { status: 202 };
    },

    async resetPassword({ body, cause }) {
      await resetPassword(auth, body, cause);
      return { status: 204 };
    },

    async listSessions({ caller, query }) {
      return {
        status: 200,
        body: await inTransaction((tx) => listSessions(tx, personOf(caller), now(), query)),
      };
    },

    async revokeSession({ caller, path, cause }) {
      await inTransaction((tx) => revokeSession(tx, personOf(caller), path.sessionId, cause));
      return { status: 204 };
    },

    async revokeOtherSessions({ caller, cause }) {
      const revoked = await inTransaction((tx) => revokeOtherSessions(tx, personOf(caller), cause));
      return { status: 200, body: { revoked } };
    },
  };
}

function toKeyInUse({ scopes, apiKey: { id, name, expiresAt } }: KeyCaller): Schemas["ApiKeyInUse"] {
  return { id, name, scopes: [...scopes], expiresAt: expiresAt?.toISOString() ?? null };
}

function toSignedIn(session: IssuedSession, tokens: IssuedSession["tokens"] | null): Schemas["SignedIn"] {
  return {
    sessionId: session.sessionId,
    accessExpiresAt: session.accessExpiresAt.toISOString(),
    idleExpiresAt: session.idleExpiresAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
    tokens,
  };
}

function sessionHasEnded(): ProblemError {
  return new ProblemError("unauthenticated", "The refresh token is missing or no longer valid. Sign in again.", {
    headers: { "WWW-Authenticate": "Bearer" },
  });
}
