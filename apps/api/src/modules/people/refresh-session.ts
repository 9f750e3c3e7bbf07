import { eq } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { userSessions } from "../../db/people-schema.ts";
import type { Cause } from "../../http/caller.ts";
import { recordChange } from "../audit/record-change.ts";
import { endsAfter, type OpenSession, toHashes } from "./open-session.ts";
import { newSalt, type Parsed, secretMatches, secretsAfter, toTokens } from "./session-tokens.ts";

/** So long the refresh token before makes the tokens of now once more. */
const graceMs = 10_000;

/**
 * Makes the next tokens of a session. Undefined: there are none for this token. One that was good once and isn't any more
 * ends the session, because two have it, and one of them isn't its owner.
 */
export async function refreshSession(tx: Transaction, token: Parsed, cause: Cause): Promise<OpenSession | undefined> {
  const { at } = cause;
  const ofSession = eq(userSessions.id, token.sessionId);
  const [row] = await tx.db.select().from(userSessions).where(ofSession).for("update");
  if (!row || !secretMatches(token.family, row.family) || row.idleExpiresAt <= at) return undefined;
  const { id: sessionId, userId, expiresAt } = row;

  if (secretMatches(token.secret, row.token)) {
    const salt = newSalt();
    const secrets = secretsAfter(token.family, token.secret, salt);
    const ends = endsAfter(at, expiresAt.getTime());
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
