import type { Client } from "openapi-fetch";
import type { paths } from "../generated/openapi.d.ts";
import { accepted, dataOf } from "./answer.ts";
import { callInit } from "./call-options.ts";
import type { CallOptions, Session, SignedIn, SignUp } from "./models.ts";

/** A session, or its id. */
export type SessionRef = string | { readonly id: string };

export interface SignInOptions extends CallOptions {
  /** `cookie`: tokens are set as cookies, for browsers. `bearer`: the response contains them. Default: `cookie`. */
  tokens?: "cookie" | "bearer";
}

/**
 * Sign-up, sign-in, sessions and passwords. Operations on the caller's account need a session's cookies or access
 * token. An API key can't call them.
 */
export interface AuthClient {
  /** Mails a link that creates the account. If the address has an account, its owner gets a notice instead. */
  signUp(account: SignUp, options?: CallOptions): Promise<void>;

  /** Creates the account with the token of that link. */
  verifyEmail(token: string, options?: CallOptions): Promise<void>;

  signIn(who: { email: string; password: string }, options?: SignInOptions): Promise<SignedIn>;

  /** Returns new tokens for a refresh token. Default: the one in the cookie. A refresh token works once. */
  refresh(refreshToken?: string, options?: CallOptions): Promise<SignedIn>;

  signOut(options?: CallOptions): Promise<void>;

  /** Changes the password and revokes all other sessions. */
  changePassword(passwords: { currentPassword: string; newPassword: string }, options?: CallOptions): Promise<void>;

  /** Mails a link to reset the password if the address has an account. The response is the same in any case. */
  requestPasswordReset(email: string, options?: CallOptions): Promise<void>;

  /** Sets the password with the token of that link and revokes all sessions. */
  resetPassword(reset: { token: string; password: string }, options?: CallOptions): Promise<void>;

  /** Lists the caller's sessions, newest first. */
  sessions(options?: CallOptions): Promise<Session[]>;

  revokeSession(session: SessionRef, options?: CallOptions): Promise<void>;

  /** Revokes all sessions except the current one. Returns how many. */
  revokeOtherSessions(options?: CallOptions): Promise<number>;
}

export function createAuthClient(http: Client<paths>): AuthClient {
  return {
    signUp: async (body, options = {}) => {
      await accepted(http.POST("/v1/auth/sign-up", { body, ...callInit(options) }));
    },

    verifyEmail: async (token, options = {}) => {
      await accepted(http.POST("/v1/auth/verify-email", { body: { token }, ...callInit(options) }));
    },

    signIn: ({ email, password }, { tokens = "cookie", ...options } = {}) =>
      dataOf(http.POST("/v1/auth/sign-in", { body: { email, password, tokens }, ...callInit(options) })),

    refresh: (refreshToken, options = {}) => {
      const body = refreshToken === undefined ? {} : { refreshToken };
      return dataOf(http.POST("/v1/auth/refresh", { body, ...callInit(options) }));
    },

    signOut: async (options = {}) => {
      await accepted(http.POST("/v1/auth/sign-out", callInit(options)));
    },

    changePassword: async (body, options = {}) => {
      await accepted(http.POST("/v1/auth/change-password", { body, ...callInit(options) }));
    },

    requestPasswordReset: async (email, options = {}) => {
      await accepted(http.POST("/v1/auth/request-password-reset", { body: { email }, ...callInit(options) }));
    },

    resetPassword: async (body, options = {}) => {
      await accepted(http.POST("/v1/auth/reset-password", { body, ...callInit(options) }));
    },

    sessions: async (options = {}) => (await dataOf(http.GET("/v1/auth/sessions", callInit(options)))).items,

    revokeSession: async (session, options = {}) => {
      const path = { sessionId: typeof session === "string" ? session : session.id };
      await accepted(http.DELETE("/v1/auth/sessions/{sessionId}", { params: { path }, ...callInit(options) }));
    },

    revokeOtherSessions: async (options = {}) =>
      (await dataOf(http.POST("/v1/auth/sessions/revoke-others", callInit(options)))).revoked,
  };
}
