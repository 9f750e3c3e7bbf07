import type { Transaction } from "../../db/org-scope.ts";
import { userSessions } from "../../db/people-schema.ts";
import type { CookieTokens } from "../../http/cookies.ts";
import { newId } from "../../new-id.ts";
import { hashSecret, newSalt, newSecrets, type Secrets, toTokens } from "./session-tokens.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** How long an access token is good. */
const accessMs = 15 * minuteMs;
/** How long a session lasts without a refresh, and in any case. */
const idleMs = 7 * dayMs;
export const sessionMs = 30 * dayMs;

/** A session whose tokens were just made; only now they are known. */
export interface OpenSession {
  sessionId: string;
  userId: string;
  accessExpiresAt: Date;
  idleExpiresAt: Date;
  expiresAt: Date;
  tokens: CookieTokens;
}

export interface Device {
  address: string | null;
  userAgent: string | null;
}

export async function openSession(
  tx: Transaction,
  userId: string,
  { address, userAgent }: Device,
  at: Date,
): Promise<OpenSession> {
  const secrets = newSecrets();
  const ends = { expiresAt: new Date(at.getTime() + sessionMs), ...endsAfter(at, at.getTime() + sessionMs) };
  const id = newId();
  await tx.db.insert(userSessions).values({
    id,
    userId,
    ...toHashes(secrets),
    ...ends,
    family: hashSecret(secrets.family),
    salt: newSalt(),
    ipAddress: address,
    userAgent: userAgent?.slice(0, 300) ?? null,
    createdAt: at,
    updatedAt: at,
  });
  return { sessionId: id, userId, ...ends, tokens: toTokens(id, secrets) };
}

/** When tokens that are made now end; not after the session. */
export function endsAfter(at: Date, latestMs: number): { accessExpiresAt: Date; idleExpiresAt: Date } {
  const after = (ms: number) => new Date(Math.min(at.getTime() + ms, latestMs));
  return { accessExpiresAt: after(accessMs), idleExpiresAt: after(idleMs) };
}

/** What is stored of secrets that change. */
export function toHashes({ access, refresh }: Secrets): { accessToken: string; token: string } {
  return { accessToken: hashSecret(access), token: hashSecret(refresh) };
}
