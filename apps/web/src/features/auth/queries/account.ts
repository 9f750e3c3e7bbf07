/** The account of the signed-in user, and the user's sessions. */
import type { Session } from "@gaffer/client";
import { queryOptions } from "@tanstack/react-query";
import { gaffer, queryClient } from "../../../api/client.ts";

export const sessionsQuery = queryOptions({
  queryKey: ["get", "/v1/auth/sessions"],
  queryFn: ({ signal }) => gaffer.auth.sessions({ signal }),
});

export async function changePassword(passwords: { currentPassword: string; newPassword: string }): Promise<void> {
  await gaffer.auth.changePassword(passwords);
  await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
}

export async function revokeSession(session: Session): Promise<void> {
  await gaffer.auth.revokeSession(session);
  await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
}

/** Revokes all sessions except the current one. Returns the number of revoked sessions. */
export async function revokeOtherSessions(): Promise<number> {
  const revoked = await gaffer.auth.revokeOtherSessions();
  await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  return revoked;
}
