/** Queries and changes of an organization's members. */
import type { Member, Role } from "@gaffer/client";
import { queryOptions } from "@tanstack/react-query";
import { gaffer, queryClient } from "../../../api/client.ts";
import { pagedQuery } from "../../../api/paged-query.ts";
import { readAll } from "../../../api/read-all.ts";
import { orgQuery, orgsQuery } from "./orgs.ts";

const membersKey = (orgId: string) => ["get", "/v1/orgs/{orgId}/members", { params: { path: { orgId } } }];

export function membersQuery(orgId: string) {
  return pagedQuery({
    queryKey: membersKey(orgId),
    limit: 50,
    read: (page, options) => gaffer.org(orgId).members.list(page, options),
  });
}

/** Query of all members, for choices and for names of actors. */
export function everyMemberQuery(orgId: string) {
  return queryOptions({
    queryKey: [...membersKey(orgId), "all"],
    queryFn: ({ signal }) => readAll(gaffer.org(orgId).members.paginate({ limit: 100 }, { signal })),
    staleTime: 60_000,
  });
}

export async function changeRole(orgId: string, member: Member, role: Role): Promise<void> {
  await gaffer.org(orgId).members.update(member, role);
  await refreshMembers(orgId);
}

export async function removeMember(orgId: string, member: Member): Promise<void> {
  await gaffer.org(orgId).members.remove(member);
  await refreshMembers(orgId);
}

/** Reads the members again, and the signed-in user's role, which may have changed. */
async function refreshMembers(orgId: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: membersKey(orgId) }),
    queryClient.invalidateQueries({ queryKey: orgQuery(orgId).queryKey }),
    queryClient.invalidateQueries({ queryKey: orgsQuery.queryKey }),
  ]);
}
