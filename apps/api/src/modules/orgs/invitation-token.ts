import { createHash, randomBytes } from "node:crypto";

/** Creates a token: 256 random bits in base64url. */
export function newInvitationToken(): string {
  return randomBytes(32).toString("base64url");
}

/** The stored hash of a token. A plain SHA-256 is enough, because the token is random. */
export function hashInvitationToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
