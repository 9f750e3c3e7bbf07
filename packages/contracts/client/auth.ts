import type { Client } from "openapi-fetch";
import type { paths } from "../generated/openapi.d.ts";
import { accepted, dataOf } from "./answer.ts";
import { callInit } from "./call-options.ts";
import type { CallOptions, Session, SignedIn, SignUp } from "./models.ts";

/** A session, or its id. */
export type SessionRef = string | { readonly id: string };

export interface SignInOptions extends CallOptions {
  /** Default: the tokens go into cookies, which is for browsers. `bearer`: they are in the answer. */
  tokens?: "cookie" | "bearer";
}

/** Signing up, in and out. What is about the caller needs the cookies of a session or its access token, not an API key. */
export interface AuthClient {
  /** Sends a link to the address that makes the account, or word to somebody who has one already. */
  signUp(account: SignUp, options?: CallOptions): Promise<void>;

  /** Makes the account, by the token of that link. */
  verifyEmail(token: string, options?: CallOptions): Promise<void>;

  signIn(who: { email: string; password: string }, options?: SignInOptions): Promise<SignedIn>;

  /** New tokens by a refresh token; without one by the cookie. A refresh token is good once. */
  refresh(refreshToken?: string, options?: CallOptions): Promise<SignedIn>;

  signOut(options?: CallOptions): Promise<void>;

  /** Changes the password, and ends all other sessions. */
  changePassword(passwords: { currentPassword: string; newPassword: string }, options?: CallOptions): Promise<void>;

  /** Sends a link for a new password, if somebody has the address; the answer doesn't tell. */
  requestPasswordReset(email: string, options?: CallOptions): Promise<void>;

  /** Sets the password by the token of that link, and ends all sessions. */
  resetPassword(reset: { token: string; password: string }, options?: CallOptions): Promise<void>;

  /** Where the caller is signed in, newest first. */
  sessions(options?: CallOptions): Promise<Session[]>;

  revokeSession(session: SessionRef, options?: CallOptions): Promise<void>;

  /** Ends all sessions but the one that asks; tells how many. */
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
