import type { Schemas } from "@gaffer/contracts/server";
import { and, desc, eq, gt, ne } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { userSessions } from "../../db/people-schema.ts";
import type { Cause, PersonCaller } from "../../http/caller.ts";
import { ProblemError } from "../../http/problem.ts";
import { recordChange } from "../audit/record-change.ts";

export async function listSessions(
  { db }: Transaction,
  { userId, sessionId }: PersonCaller,
  now: Date,
): Promise<Schemas["Session"][]> {
  const rows = await db
    .select()
    .from(userSessions)
    .where(and(eq(userSessions.userId, userId), gt(userSessions.idleExpiresAt, now)))
    .orderBy(desc(userSessions.id));
  return rows.map((row) => ({
    id: row.id,
    userAgent: row.userAgent,
    address: row.ipAddress,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.updatedAt.toISOString(),
    idleExpiresAt: row.idleExpiresAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    current: row.id === sessionId,
  }));
}

/** Ends one session of the caller's. */
export async function revokeSession(tx: Transaction, { userId }: PersonCaller, id: string, cause: Cause) {
  const ofCaller = and(eq(userSessions.id, id), eq(userSessions.userId, userId));
  const { rowCount } = await tx.db.delete(userSessions).where(ofCaller);
  if (rowCount === 0) throw new ProblemError("not-found", "You have no session with this id.");
  await recordChange(tx, cause, { type: "session", id });
}

/** Ends the caller's sessions but the one that asks; tells how many. */
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
