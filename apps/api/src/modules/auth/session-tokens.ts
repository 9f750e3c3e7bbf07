/**
 * Tokens of a session: the access token `gfs_<session>_<secret>` and the refresh token `gfr_<session>_<family><secret>`.
 * The database stores only the SHA-256 of a secret, which suffices for 256 random bits.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { CookieTokens } from "../../http/cookies.ts";

const uuid = "([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})";
const accessPattern = new RegExp(`^gfs_${uuid}_()([0-9a-f]{64})$`);
const refreshPattern = new RegExp(`^gfr_${uuid}_([0-9a-f]{32})([0-9a-f]{64})$`);

export interface Parsed {
  sessionId: string;
  /** The part of a refresh token that stays the same when a refresh replaces the secret. */
  family: string;
  secret: string;
}

/** Returns undefined for a string that isn't an access token. */
export const parseAccessToken = (token: string) => parse(accessPattern, token);

/** Returns undefined for a string that isn't a refresh token. */
export const parseRefreshToken = (token: string) => parse(refreshPattern, token);

function parse(pattern: RegExp, token: string): Parsed | undefined {
  const match = pattern.exec(token);
  if (!match) return undefined;
  const [, a, b, c, d, e, family, secret] = match as unknown as string[];
  return { sessionId: [a, b, c, d, e].join("-"), family: family as string, secret: secret as string };
}

/** The secrets of a session from one refresh to the next. */
export interface Secrets {
  family: string;
  access: string;
  refresh: string;
}

export const newSalt = () => randomBytes(32).toString("hex");

export function newSecrets(): Secrets {
  return secretsAfter(randomBytes(16).toString("hex"), newSalt(), newSalt());
}

/**
 * Derives the next secrets from a refresh token and a stored salt. The same input gives the same secrets, so that a lost
 * response can be repeated. Neither the salt nor the token alone is enough.
 */
export function secretsAfter(family: string, refresh: string, salt: string): Secrets {
  const make = (what: string) => createHmac("sha256", salt).update(`${what}:${refresh}`).digest("hex");
  return { family, access: make("access"), refresh: make("refresh") };
}

export function toTokens(sessionId: string, { family, access, refresh }: Secrets): CookieTokens {
  const session = sessionId.replaceAll("-", "");
  return { accessToken: `gfs_${session}_${access}`, refreshToken: `gfr_${session}_${family}${refresh}` };
}

export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Whether the secret has this hash. Compares in constant time. */
export function secretMatches(secret: string, hash: string | null): boolean {
  return hash !== null && timingSafeEqual(Buffer.from(hashSecret(secret), "hex"), Buffer.from(hash, "hex"));
}
