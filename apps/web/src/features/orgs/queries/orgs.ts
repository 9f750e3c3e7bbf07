/** Organizations of the signed-in user, and the user's role in each. */

import type { Org, Role } from "@gaffer/client";
import { useSuspenseInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { api, gaffer, queryClient } from "../../../api/client.ts";
import { pagedQuery } from "../../../api/paged-query.ts";

export const orgsQuery = pagedQuery({
  queryKey: ["get", "/v1/orgs"],
  limit: 100,
  read: (page, options) => gaffer.orgs.list(page, options),
  staleTime: 60_000,
});

export function orgQuery(orgId: string) {
  return api.queryOptions("get", "/v1/orgs/{orgId}", { params: { path: { orgId } } }, { staleTime: 60_000 });
}

export function useOrgs(): Org[] {
  return useSuspenseInfiniteQuery(orgsQuery).data.pages.flatMap(({ items }) => items);
}

export function useOrg(orgId: string): Org {
  return useSuspenseQuery(orgQuery(orgId)).data;
}

export async function createOrg(name: string): Promise<Org> {
  const org = await gaffer.orgs.create({ name });
  await queryClient.invalidateQueries({ queryKey: orgsQuery.queryKey });
  return org;
}

export async function renameOrg(orgId: string, name: string): Promise<void> {
  await cacheOrg(await gaffer.org(orgId).update({ name }));
}

export async function acceptInvitation(token: string): Promise<Org> {
  const org = await gaffer.orgs.acceptInvitation(token);
  await queryClient.invalidateQueries({ queryKey: orgsQuery.queryKey });
  return org;
}

/** Removes the signed-in user from the organization. Call `forgetOrg` as soon as no page shows the organization. */
export async function leaveOrg(orgId: string): Promise<void> {
  await gaffer.org(orgId).leave();
  lastOrg.forget();
  await queryClient.invalidateQueries({ queryKey: orgsQuery.queryKey });
}

/** Removes all data of the organization from the cache. */
export function forgetOrg(orgId: string): void {
  queryClient.removeQueries({ predicate: ({ queryKey }) => JSON.stringify(queryKey).includes(orgId) });
}

/** Writes a changed organization into the cache. */
export async function cacheOrg(org: Org): Promise<void> {
  queryClient.setQueryData(orgQuery(org.id).queryKey, org);
  await queryClient.invalidateQueries({ queryKey: orgsQuery.queryKey });
}

const roles: readonly Role[] = ["viewer", "member", "admin", "owner"];

/** Whether the user has at least this role. Pages use it to hide actions that the API would refuse. */
export function isAtLeast(org: Org, role: Role): boolean {
  return org.role !== null && roles.indexOf(org.role) >= roles.indexOf(role);
}

/** Roles that the user may grant: none above the user's own. */
export function grantableRoles(org: Org): Role[] {
  return roles.filter((role) => isAtLeast(org, role));
}

const lastOrgKey = "gaffer.org";

/** Id of the organization that the user visited last, in this browser. The path `/` redirects to that organization. */
export const lastOrg = {
  read: () => localStorage.getItem(lastOrgKey) ?? undefined,
  keep: (orgId: string) => localStorage.setItem(lastOrgKey, orgId),
  forget: () => localStorage.removeItem(lastOrgKey),
};
