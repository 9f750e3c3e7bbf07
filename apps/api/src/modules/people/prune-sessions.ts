import { lt } from "../../db/drizzle.ts";
import { userSessions, userVerifications } from "../../db/people-schema.ts";
import type { Transact } from "./people.ts";

/** Removes sessions that have ended and links that are no longer good. */
export function pruneSessions(transact: Transact, now: Date): Promise<number> {
  return transact(async ({ db }) => {
    const sessions = await db.delete(userSessions).where(lt(userSessions.idleExpiresAt, now));
    const links = await db.delete(userVerifications).where(lt(userVerifications.expiresAt, now));
    return (sessions.rowCount ?? 0) + (links.rowCount ?? 0);
  });
}
