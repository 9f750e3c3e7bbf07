/**
 * The tokens of a session: `gfs_<session>_<secret>` gives access, `gfr_<session>_<family><secret>` makes new ones. Of what is
 * secret only the SHA-256 is stored, which is enough for so many random bits.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { CookieTokens } from "../../http/cookies.ts";

const uuid = "([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})";
const accessPattern = new RegExp(`^gfs_${uuid}_()([0-9a-f]{64})$`);
const refreshPattern = new RegExp(`^gfr_${uuid}_([0-9a-f]{32})([0-9a-f]{64})$`);

export interface Parsed {
  sessionId: string;
  /** Stays while the secret changes. */
  family: string;
  secret: string;
}

/** The parts of an access token, or undefined when it can't be one. */
export const parseAccessToken = (token: string) => parse(accessPattern, token);

/** The parts of a refresh token, or undefined when it can't be one. */
export const parseRefreshToken = (token: string) => parse(refreshPattern, token);

function parse(pattern: RegExp, token: string): Parsed | undefined {
  const match = pattern.exec(token);
  if (!match) return undefined;
  const [, a, b, c, d, e, family, secret] = match as unknown as string[];
  return { sessionId: [a, b, c, d, e].join("-"), family: family as string, secret: secret as string };
}

/** The secrets of a session at one time. */
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
 * The secrets that come after a refresh token's: the same ones for the same salt, so that an answer which was lost can be
 * given again. The salt alone, which is stored, makes none; neither does the token alone.
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

/** Takes the same time wherever the hashes differ. */
export function secretMatches(secret: string, hash: string | null): boolean {
  return hash !== null && timingSafeEqual(Buffer.from(hashSecret(secret), "hex"), Buffer.from(hash, "hex"));
}
