/** Names of actors. */
import { useQuery } from "@tanstack/react-query";
import { everyApiKeyQuery } from "./api-keys.ts";
import { everyMemberQuery } from "./members.ts";
import { isAtLeast, useOrg } from "./orgs.ts";
import { usePerson } from "./session.ts";

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
