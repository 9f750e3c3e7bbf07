/** Authentication by an access token. */

import type { Schemas } from "@gaffer/contracts/server";
import { userSessions } from "../../db/auth-schema.ts";
import { and, eq, gt } from "../../db/drizzle.ts";
import { type Transaction, withAuth } from "../../db/org-scope.ts";
import { users } from "../../db/schema.ts";
import type { PersonCaller } from "../../http/caller.ts";
import type { Services } from "../../server/services.ts";
import { parseAccessToken, secretMatches } from "./session-tokens.ts";

export type IsAdministrator = (
  user: Pick<typeof users.$inferSelect, "id" | "email" | "emailVerified" | "administrator">,
) => boolean;

/**
 * Decides who administers the installation: users whose verified address is in `adminEmails`, users that an
 * administrator has made one, and users in `granted`.
 *
 * @param granted ids of users; read at each call
 */
export function createIsAdministrator(adminEmails: readonly string[], granted: ReadonlySet<string>): IsAdministrator {
  return ({ id, email, emailVerified, administrator }) =>
    (emailVerified && adminEmails.includes(email)) || administrator || granted.has(id);
}

/** Reads the session at each request, so that signing out takes effect at once. */
export function createFindSession(
  { authPool, now }: Pick<Services, "authPool" | "now">,
  isAdministrator: IsAdministrator,
) {
  return async (presented: string): Promise<PersonCaller | undefined> => {
    const token = parseAccessToken(presented);
    if (!token) return undefined;
    const [row] = await withAuth(authPool, ({ db }) =>
      db
        .select()
        .from(userSessions)
        .innerJoin(users, eq(users.id, userSessions.userId))
        .where(and(eq(userSessions.id, token.sessionId), gt(userSessions.accessExpiresAt, now()))),
    );
    if (!row || !secretMatches(token.secret, row.user_sessions.accessToken)) return undefined;
    return toCaller(row.users, row.user_sessions.id, isAdministrator);
  };
}

export function toCaller(
  user: typeof users.$inferSelect,
  sessionId: string | null,
  isAdministrator: IsAdministrator,
): PersonCaller {
  const { id: userId } = user;
  return { kind: "person", actor: `user:${userId}`, userId, sessionId, administrator: isAdministrator(user) };
}

/** Reads the caller's own user. */
export async function readPerson(
  { db }: Transaction,
  { userId, administrator }: PersonCaller,
): Promise<Schemas["Person"] | undefined> {
  const [row] = await db.select().from(users).where(eq(users.id, userId));
  if (!row) return undefined;
  const { id, email, emailVerified, name } = row;
  return { id, email, emailVerified, name, administrator };
}
