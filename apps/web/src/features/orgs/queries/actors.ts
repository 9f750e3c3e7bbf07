/** Reads the names of actors. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { gaffer } from "../../../api/client.ts";
import { readAll } from "../../../api/read-all.ts";
import { usePerson } from "../../auth/index.ts";
import { everyMemberQuery } from "./members.ts";
import { isAtLeast, useOrg } from "./orgs.ts";

/**
 * Names of the organization's members and API keys, by the actor's id as in `createdBy`. Former members have no name
 * here. API keys have none if the user may not list API keys.
 */
export function useActorNames(orgId: string): ReadonlyMap<string, string> {
  const { id: me } = usePerson();
  const seesKeys = isAtLeast(useOrg(orgId), "admin");
  const { data: members = [] } = useQuery(everyMemberQuery(orgId));
  const { data: keys = [] } = useQuery({ ...everyApiKeyQuery(orgId), enabled: seesKeys });
  return new Map([
    ...members.map(({ userId, name }) => [`user:${userId}`, userId === me ? "you" : name] as const),
    ...keys.map(({ id, name }) => [`key:${id}`, name] as const),
  ]);
}

/**
 * Query of all API keys. Its query key extends the query key of the page-by-page list, so a change of an API key
 * invalidates both.
 */
function everyApiKeyQuery(orgId: string) {
  return queryOptions({
    queryKey: ["get", "/v1/orgs/{orgId}/api-keys", { params: { path: { orgId } } }, "all"],
    queryFn: ({ signal }) => readAll(gaffer.org(orgId).apiKeys.paginate({ limit: 100 }, { signal })),
    staleTime: 60_000,
  });
}
