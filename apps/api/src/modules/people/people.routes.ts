import type { Schemas } from "@gaffer/contracts/server";
import { personOf } from "../../http/caller.ts";
import { refreshTokenOf, toCookies } from "../../http/cookies.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import { assertOwnSite } from "../../http/own-site.ts";
import { ProblemError } from "../../http/problem.ts";
import type { OpenSession } from "./open-session.ts";
import { changePassword, requestPasswordReset, resetPassword } from "./passwords.ts";
import type { People } from "./people.ts";
import { refreshSession } from "./refresh-session.ts";
import { parseRefreshToken } from "./session-tokens.ts";
import { listSessions, revokeOtherSessions, revokeSession } from "./sessions.ts";
import { signIn } from "./sign-in.ts";
import { signUp, verifyEmail } from "./sign-up.ts";

type PeopleOperation =
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

export interface PeopleRoutesOptions {
  people: People;
  allowedOrigins: readonly string[];
  now: () => Date;
}

export function createPeopleRoutes(options: PeopleRoutesOptions): ModuleOperations<PeopleOperation> {
  const { people, allowedOrigins, now } = options;
  const { transact } = people;

  /** New tokens, by the way that was asked for. */
  function answer(session: OpenSession, delivery: Schemas["TokenDelivery"], headers: Headers) {
    if (delivery === "bearer") return { status: 200 as const, headers: {}, body: toSignedIn(session, session.tokens) };
    const seconds = (session.idleExpiresAt.getTime() - now().getTime()) / 1000;
    const cookies = toCookies(headers, session.tokens, seconds);
    return { status: 200 as const, headers: { "Set-Cookie": cookies }, body: toSignedIn(session, null) };
  }

  return {
    async signUp({ body, cause }) {
      await signUp(people, body, cause);
      return { status: 202 };
    },

    async verifyEmail({ body, cause }) {
      await verifyEmail(people, body.token, cause);
      return { status: 204 };
    },

    async signIn({ body, cause, headers }) {
      return answer(await signIn(people, body, cause, headers.get("user-agent")), body.tokens, headers);
    },

    async refreshSession({ body, cause, headers }) {
      const given = body.refreshToken ?? refreshTokenOf(headers);
      if (body.refreshToken === undefined && given !== undefined) assertOwnSite(headers, allowedOrigins);
      const token = given === undefined ? undefined : parseRefreshToken(given);
      const session = token && (await transact((tx) => refreshSession(tx, token, cause)));
      if (!session) throw sessionHasEnded();
      return answer(session, body.refreshToken === undefined ? "cookie" : "bearer", headers);
    },

    async signOut({ caller, cause, headers }) {
      const person = personOf(caller);
      const { sessionId } = person;
      if (sessionId === null) throw new ProblemError("forbidden", "Who signs in elsewhere has to sign out there.");
      await transact((tx) => revokeSession(tx, person, sessionId, cause));
      return { status: 204, headers: { "Set-Cookie": toCookies(headers, undefined, 0) } };
    },

    async changePassword({ caller, body, cause }) {
      await changePassword(people, personOf(caller), body, cause);
      return { status: 204 };
    },

    async requestPasswordReset({ body, cause }) {
      requestPasswordReset(people, body.email, cause);
      return { status: 202 };
    },

    async resetPassword({ body, cause }) {
      await resetPassword(people, body, cause);
      return { status: 204 };
    },

    async listSessions({ caller }) {
      return {
        status: 200,
        body: { items: await transact((tx) => listSessions(tx, personOf(caller), now())) },
      };
    },

    async revokeSession({ caller, path, cause }) {
      await transact((tx) => revokeSession(tx, personOf(caller), path.sessionId, cause));
      return { status: 204 };
    },

    async revokeOtherSessions({ caller, cause }) {
      const revoked = await transact((tx) => revokeOtherSessions(tx, personOf(caller), cause));
      return { status: 200, body: { revoked } };
    },
  };
}

function toSignedIn(session: OpenSession, tokens: OpenSession["tokens"] | null): Schemas["SignedIn"] {
  return {
    sessionId: session.sessionId,
    accessExpiresAt: session.accessExpiresAt.toISOString(),
    idleExpiresAt: session.idleExpiresAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
    tokens,
  };
}

function sessionHasEnded(): ProblemError {
  return new ProblemError("unauthenticated", "The refresh token is missing or no longer good. Sign in again.", {
    headers: { "WWW-Authenticate": "Bearer" },
  });
}
