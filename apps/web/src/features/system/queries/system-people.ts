/** Queries and changes of all users, for administrators. */
import type { SystemPersonDetails, SystemPersonQuery } from "@gaffer/client";
import { queryOptions } from "@tanstack/react-query";
import { gaffer, queryClient } from "../../../api/client.ts";
import { pagedQuery } from "../../../api/paged-query.ts";

const listKey = ["get", "/v1/system/people"];

/** Filters of the list, as they are in the URL. */
export type SystemPersonFilters = Pick<SystemPersonQuery, "q" | "only">;

/** Query of the users that match the filters, newest first. */
export const systemPeopleQuery = (filters: SystemPersonFilters) =>
  pagedQuery({
    queryKey: [...listKey, filters],
    limit: 50,
    read: (page, options) => gaffer.system.people.list({ ...filters, ...page }, options),
  });

export const systemPersonQuery = (userId: string) =>
  queryOptions({
    queryKey: ["get", "/v1/system/people/{userId}", { params: { path: { userId } } }],
    queryFn: ({ signal }) => gaffer.system.people.get(userId, { signal }),
  });

/** Makes a user an administrator, or takes the grant away. */
export async function setAdministrator(person: SystemPersonDetails, isAdministrator: boolean): Promise<void> {
  const { people } = gaffer.system;
  const changed = await (isAdministrator ? people.grantAdministrator(person) : people.revokeAdministrator(person));
  queryClient.setQueryData(systemPersonQuery(person.id).queryKey, changed);
  await queryClient.invalidateQueries({ queryKey: listKey });
}
