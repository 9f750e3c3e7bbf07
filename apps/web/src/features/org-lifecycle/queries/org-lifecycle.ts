/** Export, transfer, deletion and restore of an organization. */
import type { Job, Org } from "@gaffer/client";
import { queryOptions } from "@tanstack/react-query";
import { gaffer, queryClient } from "../../../api/client.ts";
import { isEnded } from "../../jobs/index.ts";
import { cacheOrg } from "../../orgs/index.ts";

/** Makes another member the owner, and the signed-in user an admin. */
export async function transferOrg(orgId: string, userId: string): Promise<void> {
  await cacheOrg(await gaffer.org(orgId).transfer(userId));
}

/** Requests the deletion of the organization. The API deletes it after a grace period. */
export async function deleteOrg(org: Org): Promise<void> {
  await cacheOrg(await gaffer.org(org.id).delete({ name: org.name }));
}

export async function restoreOrg(orgId: string): Promise<void> {
  await cacheOrg(await gaffer.org(orgId).restore());
}

const exportKey = (orgId: string) => ["get", "/v1/orgs/{orgId}/jobs", "latest export", orgId];

/** Query of the organization's latest export job. null: the organization has no export job. */
export function latestExportQuery(orgId: string) {
  return queryOptions({
    queryKey: exportKey(orgId),
    async queryFn({ signal }) {
      const { items } = await gaffer
        .org(orgId)
        .jobs.list({ type: ["org:export"], limit: 1, include: ["output"] }, { signal });
      return items[0] ?? null;
    },
    refetchInterval: ({ state: { data } }) => (data && !isEnded(data) ? 1000 : false),
  });
}

/** Creates an export job. */
export async function exportOrg(orgId: string): Promise<void> {
  const job: Job = await gaffer.org(orgId).export();
  queryClient.setQueryData(latestExportQuery(orgId).queryKey, job);
}
