/** Names of actors. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { gaffer } from "../../../api/client.ts";
import { readAll } from "../../../api/read-all.ts";
import { usePerson } from "../../auth/index.ts";
import { everyMemberQuery } from "./members.ts";
import { isAtLeast, useOrg } from "./orgs.ts";

/**
 * Names of the organization's members and API keys, by their `createdBy`. Former members have none. API keys have none for
 * users who may not list them.
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

/** All API keys. The query key starts with the one of the list of API keys, so a changed key invalidates both. */
function everyApiKeyQuery(orgId: string) {
  return queryOptions({
    queryKey: ["get", "/v1/orgs/{orgId}/api-keys", { params: { path: { orgId } } }, "all"],
    queryFn: ({ signal }) => readAll(gaffer.org(orgId).apiKeys.paginate({ limit: 100 }, { signal })),
    staleTime: 60_000,
  });
}
