/** Who is asked into an organization. */
import type { CreateInvitation, Invitation } from "@gaffer/client";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { gaffer, queryClient } from "./client.ts";

const invitationsKey = (orgId: string) => ["get", "/v1/orgs/{orgId}/invitations", { params: { path: { orgId } } }];

export function invitationsQuery(orgId: string) {
  return infiniteQueryOptions({
    queryKey: invitationsKey(orgId),
    queryFn: ({ pageParam, signal }) =>
      gaffer.org(orgId).invitations.list({ limit: 50, ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

export async function invite(orgId: string, invitation: CreateInvitation): Promise<void> {
  await gaffer.org(orgId).invitations.create(invitation);
  await queryClient.invalidateQueries({ queryKey: invitationsKey(orgId) });
}

export async function revokeInvitation(orgId: string, invitation: Invitation): Promise<void> {
  await gaffer.org(orgId).invitations.revoke(invitation);
  await queryClient.invalidateQueries({ queryKey: invitationsKey(orgId) });
}
