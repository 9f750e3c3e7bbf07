/** Queries and changes of an organization's invitations. */
import type { CreateInvitation, Invitation } from "@gaffer/client";
import { gaffer, queryClient } from "../../../api/client.ts";
import { pagedQuery } from "../../../api/paged-query.ts";

const invitationsKey = (orgId: string) => ["get", "/v1/orgs/{orgId}/invitations", { params: { path: { orgId } } }];

export function invitationsQuery(orgId: string) {
  return pagedQuery({
    queryKey: invitationsKey(orgId),
    limit: 50,
    read: (page, options) => gaffer.org(orgId).invitations.list(page, options),
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
