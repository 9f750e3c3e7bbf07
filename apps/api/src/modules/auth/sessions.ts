/** Sessions of users who signed in here: start, refresh, list, revoke, prune. */

import type { OperationInput, Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { userSessions, userVerifications } from "../../db/auth-schema.ts";
import { and, desc, eq, gt, lt, ne } from "../../db/drizzle.ts";
import { type Transaction, withAuth } from "../../db/org-scope.ts";
import type { Cause, PersonCaller } from "../../http/caller.ts";
import type { CookieTokens } from "../../http/cookies.ts";
import { decodeCursor, encodeCursor, isIdPosition, toPage } from "../../http/cursor.ts";
import { ProblemError } from "../../http/problem.ts";
import { newId } from "../../new-id.ts";
import { recordChange } from "../audit/record-change.ts";
import {
  hashSecret,
  newSalt,
  newSecrets,
  type Parsed,
  type Secrets,
  secretMatches,
  secretsAfter,
  toTokens,
} from "./session-tokens.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Lifetime of an access token, in milliseconds. */
const accessMs = 15 * minuteMs;
/** Lifetime of a session without a refresh, in milliseconds. */
const idleMs = 7 * dayMs;
/** Maximum lifetime of a session, in milliseconds. */
export const sessionMs = 30 * dayMs;
/**
 * How long the previous refresh token still returns the current tokens, in milliseconds: the response with them may
 * have been lost.
 */
const graceMs = 10_000;

/** A session with its tokens, which are known only when they are issued. */
export interface IssuedSession {
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

export async function startSession(
  tx: Transaction,
  userId: string,
  { address, userAgent }: Device,
  at: Date,
): Promise<IssuedSession> {
  const id = newId();
  const secrets = newSecrets();
  const expiresAt = new Date(at.getTime() + sessionMs);
  const ends = { expiresAt, ...tokenExpiry(at, expiresAt) };
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

/**
 * Issues the next tokens of a session. undefined: the token isn't valid. A refresh token that was replaced earlier ends
 * the session: two parties have it, and one of them stole it.
 */
export async function refreshSession(tx: Transaction, token: Parsed, cause: Cause): Promise<IssuedSession | undefined> {
  const { at } = cause;
  const ofSession = eq(userSessions.id, token.sessionId);
  const [row] = await tx.db.select().from(userSessions).where(ofSession).for("update");
  if (!row || !secretMatches(token.family, row.family) || row.idleExpiresAt <= at) return undefined;
  const { id: sessionId, userId, expiresAt } = row;

  if (secretMatches(token.secret, row.token)) {
    const salt = newSalt();
    const secrets = secretsAfter(token.family, token.secret, salt);
    const ends = tokenExpiry(at, expiresAt);
    const next = { ...toHashes(secrets), ...ends, previousToken: row.token, salt, updatedAt: at };
    await tx.db.update(userSessions).set(next).where(ofSession);
    return { sessionId, userId, expiresAt, ...ends, tokens: toTokens(sessionId, secrets) };
  }

  if (secretMatches(token.secret, row.previousToken) && at.getTime() - row.updatedAt.getTime() <= graceMs) {
    const { accessExpiresAt, idleExpiresAt } = row;
    const tokens = toTokens(sessionId, secretsAfter(token.family, token.secret, row.salt));
    return { sessionId, userId, expiresAt, accessExpiresAt, idleExpiresAt, tokens };
  }

  await tx.db.delete(userSessions).where(ofSession);
  const reason = "an old refresh token was sent";
  await recordChange(tx, { ...cause, actor: `user:${userId}` }, { type: "session", id: sessionId }, { reason });
  return undefined;
}

export async function listSessions(
  { db }: Transaction,
  { userId, sessionId }: PersonCaller,
  now: Date,
  { limit, cursor }: OperationInput<"listSessions">["query"],
): Promise<Schemas["SessionPage"]> {
  const scope = ["sessions", userId];
  const rows = await db
    .select()
    .from(userSessions)
    .where(
      and(
        eq(userSessions.userId, userId),
        gt(userSessions.idleExpiresAt, now),
        cursor === undefined ? undefined : lt(userSessions.id, decodeCursor(scope, cursor, isIdPosition)[0]),
      ),
    )
    .orderBy(desc(userSessions.id))
    .limit(limit + 1);
  const toSession = (row: (typeof rows)[number]) => ({
    id: row.id,
    userAgent: row.userAgent,
    address: row.ipAddress,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.updatedAt.toISOString(),
    idleExpiresAt: row.idleExpiresAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    current: row.id === sessionId,
  });
  return toPage(rows, limit, toSession, (last) => encodeCursor(scope, [last.id]));
}

/** Revokes a session of the caller. Throws `not-found` for a session of another user. */
export async function revokeSession(tx: Transaction, { userId }: PersonCaller, id: string, cause: Cause) {
  const ofCaller = and(eq(userSessions.id, id), eq(userSessions.userId, userId));
  const { rowCount } = await tx.db.delete(userSessions).where(ofCaller);
  if (rowCount === 0)
    throw new ProblemError("not-found", "You have no session with this id. GET /v1/auth/sessions lists your sessions.");
  await recordChange(tx, cause, { type: "session", id });
}

/** Revokes all sessions of the caller except the current one. Returns how many. */
export async function revokeOtherSessions(
  tx: Transaction,
  { userId, sessionId }: PersonCaller,
  cause: Cause,
): Promise<number> {
  const others = sessionId === null ? undefined : ne(userSessions.id, sessionId);
  const { rowCount } = await tx.db.delete(userSessions).where(and(eq(userSessions.userId, userId), others));
  await recordChange(tx, cause, { type: "person", id: userId }, { revoked: rowCount ?? 0 });
  return rowCount ?? 0;
}

/** Deletes ended sessions and expired links. Returns how many. */
export function pruneSessions(authPool: pg.Pool, now: Date): Promise<number> {
  return withAuth(authPool, async ({ db }) => {
    const sessions = await db.delete(userSessions).where(lt(userSessions.idleExpiresAt, now));
    const links = await db.delete(userVerifications).where(lt(userVerifications.expiresAt, now));
    return (sessions.rowCount ?? 0) + (links.rowCount ?? 0);
  });
}

/** Returns when tokens that are issued at `at` expire: never later than the end of the session. */
export function tokenExpiry(at: Date, sessionEnd: Date): { accessExpiresAt: Date; idleExpiresAt: Date } {
  const after = (ms: number) => new Date(Math.min(at.getTime() + ms, sessionEnd.getTime()));
  return { accessExpiresAt: after(accessMs), idleExpiresAt: after(idleMs) };
}

/** Hashes the secrets into the columns that a refresh replaces. */
export function toHashes({ access, refresh }: Secrets): { accessToken: string; token: string } {
  return { accessToken: hashSecret(access), token: hashSecret(refresh) };
}
