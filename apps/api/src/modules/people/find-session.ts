import type { Schemas } from "@gaffer/contracts/server";
import { and, eq, gt } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { userSessions } from "../../db/people-schema.ts";
import { users } from "../../db/schema.ts";
import type { PersonCaller } from "../../http/caller.ts";
import type { Transact } from "./people.ts";
import { parseAccessToken, secretMatches } from "./session-tokens.ts";

export type IsAdministrator = (user: { id: string; email: string; emailVerified: boolean }) => boolean;

/**
 * Whether somebody runs the installation: their address is on the list, and was shown to be theirs; or this process has appointed
 * them.
 *
 * @param appointed ids of people; looked at each time
 */
export function createIsAdministrator(adminEmails: readonly string[], appointed: ReadonlySet<string>): IsAdministrator {
  return ({ id, email, emailVerified }) => (emailVerified && adminEmails.includes(email)) || appointed.has(id);
}

/** Finds whose access token it is. The session is looked up each time: who is signed out is out at once. */
export function createFindSession(transact: Transact, isAdministrator: IsAdministrator, now: () => Date) {
  return async (presented: string): Promise<PersonCaller | undefined> => {
    const token = parseAccessToken(presented);
    if (!token) return undefined;
    const [row] = await transact(({ db }) =>
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

/** What somebody who is signed in may know of themselves. */
export async function readPerson(
  { db }: Transaction,
  { userId, administrator }: PersonCaller,
): Promise<Schemas["Person"] | undefined> {
  const [row] = await db.select().from(users).where(eq(users.id, userId));
  if (!row) return undefined;
  const { id, email, emailVerified, name } = row;
  return { id, email, emailVerified, name, administrator };
}
