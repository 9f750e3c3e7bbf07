import { type Call, idOf } from "./call.ts";
import type { CallOptions, Session, SignedIn, SignUp } from "./models.ts";
import { readAll } from "./paginate.ts";

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

  /** Creates the account with the token of the link that `signUp` mailed. */
  verifyEmail(token: string, options?: CallOptions): Promise<void>;

  signIn(who: { email: string; password: string }, options?: SignInOptions): Promise<SignedIn>;

  /** Returns new tokens for a refresh token. Default: the one in the cookie. A refresh token works once. */
  refresh(refreshToken?: string, options?: CallOptions): Promise<SignedIn>;

  signOut(options?: CallOptions): Promise<void>;

  /** Changes the password and revokes all other sessions. */
  changePassword(passwords: { currentPassword: string; newPassword: string }, options?: CallOptions): Promise<void>;

  /** Mails a link to reset the password if the address has an account. The response is the same in any case. */
  requestPasswordReset(email: string, options?: CallOptions): Promise<void>;

  /** Sets a new password with the token of the link that `requestPasswordReset` mailed. Revokes all sessions. */
  resetPassword(reset: { token: string; password: string }, options?: CallOptions): Promise<void>;

  /** Lists the caller's sessions, newest first. */
  sessions(options?: CallOptions): Promise<Session[]>;

  revokeSession(session: SessionRef, options?: CallOptions): Promise<void>;

  /** Revokes all sessions except the current one. Returns the number of revoked sessions. */
  revokeOtherSessions(options?: CallOptions): Promise<number>;
}

export function createAuthClient(call: Call): AuthClient {
  return {
    signUp: (body, options) => call("signUp", { body }, options),
    verifyEmail: (token, options) => call("verifyEmail", { body: { token } }, options),
    signIn: ({ email, password }, { tokens = "cookie", ...options } = {}) =>
      call("signIn", { body: { email, password, tokens } }, options),
    refresh: (refreshToken, options) =>
      call("refreshSession", { body: refreshToken === undefined ? {} : { refreshToken } }, options),
    signOut: (options) => call("signOut", {}, options),
    changePassword: (body, options) => call("changePassword", { body }, options),
    requestPasswordReset: (email, options) => call("requestPasswordReset", { body: { email } }, options),
    resetPassword: (body, options) => call("resetPassword", { body }, options),
    sessions: (options) => readAll((query, options) => call("listSessions", { query }, options), options),
    revokeSession: (session, options) => call("revokeSession", { path: { sessionId: idOf(session) } }, options),
    revokeOtherSessions: async (options) => (await call("revokeOtherSessions", {}, options)).revoked,
  };
}
