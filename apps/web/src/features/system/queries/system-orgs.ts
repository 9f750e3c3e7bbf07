/** Queries and changes of all organizations, for administrators. */
import type { SystemOrg, SystemOrgQuery, UpdateSystemOrg } from "@gaffer/client";
import { queryOptions } from "@tanstack/react-query";
import { gaffer, queryClient } from "../../../api/client.ts";
import { pagedQuery } from "../../../api/paged-query.ts";

const listKey = ["get", "/v1/system/orgs"];

/** Filters of the list, as they are in the URL. */
export type SystemOrgFilters = Pick<SystemOrgQuery, "q" | "plan" | "state">;

/** Query of the organizations that match the filters, newest first. */
export const systemOrgsQuery = (filters: SystemOrgFilters) =>
  pagedQuery({
    queryKey: [...listKey, filters],
    limit: 50,
    read: (page, options) => gaffer.system.orgs.list({ ...filters, ...page }, options),
  });

export const systemOrgQuery = (id: string) =>
  queryOptions({
    queryKey: ["get", "/v1/system/orgs/{id}", { params: { path: { id } } }],
    queryFn: ({ signal }) => gaffer.system.orgs.get(id, { signal }),
  });

export const changePlan = (org: SystemOrg, changes: UpdateSystemOrg) => keep(gaffer.system.orgs.update(org, changes));

export const suspendOrg = (org: SystemOrg, reason: string) => keep(gaffer.system.orgs.suspend(org, reason));

export const unsuspendOrg = (org: SystemOrg) => keep(gaffer.system.orgs.unsuspend(org));

export const restoreOrg = (org: SystemOrg) => keep(gaffer.system.orgs.restore(org));

/** Puts the changed organization into the cache. */
async function keep(changing: Promise<SystemOrg>): Promise<void> {
  const org = await changing;
  queryClient.setQueryData(systemOrgQuery(org.id).queryKey, org);
  await queryClient.invalidateQueries({ queryKey: listKey });
}
