/** Changes of an organization as a whole. */
import type { Job, Org } from "@gaffer/client";
import { queryOptions } from "@tanstack/react-query";
import { gaffer, queryClient } from "./client.ts";
import { isEnded } from "./jobs.ts";
import { lastOrg, orgQuery, orgsQuery } from "./orgs.ts";

export async function renameOrg(orgId: string, name: string): Promise<void> {
  await keepOrg(await gaffer.org(orgId).update({ name }));
}

/** Makes another member the owner, and the signed-in user an admin. */
export async function transferOrg(orgId: string, userId: string): Promise<void> {
  await keepOrg(await gaffer.org(orgId).transfer(userId));
}

/** Deletes the organization after a grace period. */
export async function deleteOrg(org: Org): Promise<void> {
  await keepOrg(await gaffer.org(org.id).delete({ name: org.name }));
}

export async function restoreOrg(orgId: string): Promise<void> {
  await keepOrg(await gaffer.org(orgId).restore());
}

/** Removes the signed-in user from the organization. Call `forgetOrg` once no page shows it. */
export async function leaveOrg(orgId: string): Promise<void> {
  await gaffer.org(orgId).leave();
  lastOrg.forget();
  await queryClient.invalidateQueries({ queryKey: orgsQuery.queryKey });
}

/** Removes all its data from the cache. */
export function forgetOrg(orgId: string): void {
  queryClient.removeQueries({ predicate: ({ queryKey }) => JSON.stringify(queryKey).includes(orgId) });
}

const exportKey = (orgId: string) => ["get", "/v1/orgs/{orgId}/jobs", "latest export", orgId];

/** The latest export of everything; null: there is none. */
export function latestExportQuery(orgId: string) {
  return queryOptions({
    queryKey: exportKey(orgId),
    async queryFn({ signal }) {
      const { items } = await gaffer.org(orgId).jobs.list({ type: "org:export", limit: 1 }, { signal });
      return items[0] ?? null;
    },
    refetchInterval: ({ state: { data } }) => (data && !isEnded(data) ? 1000 : false),
  });
}

/** Asks for the job that writes everything into files. */
export async function exportOrg(orgId: string): Promise<void> {
  const job: Job = await gaffer.org(orgId).export();
  queryClient.setQueryData(latestExportQuery(orgId).queryKey, job);
}

async function keepOrg(org: Org): Promise<void> {
  queryClient.setQueryData(orgQuery(org.id).queryKey, org);
  await queryClient.invalidateQueries({ queryKey: orgsQuery.queryKey });
}
