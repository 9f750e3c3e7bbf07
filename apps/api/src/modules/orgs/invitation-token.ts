import { createHash, randomBytes } from "node:crypto";

/** 256 random bits, in the letters of base64url. */
export function newInvitationToken(): string {
  return randomBytes(32).toString("base64url");
}

/** All of a token that is stored. It is random throughout, so a plain hash tells nothing of it. */
export function hashInvitationToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
