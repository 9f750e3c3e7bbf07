/** Whoever did something, by name. */
import { useQuery } from "@tanstack/react-query";
import { everyApiKeyQuery } from "./api-keys.ts";
import { everyMemberQuery } from "./members.ts";
import { isAtLeast, useOrg } from "./orgs.ts";
import { usePerson } from "./session.ts";

/**
 * Names of those in the organization, by how `createdBy` and the audit log call them. Who isn't there any more has none, nor
 * have API keys for whoever may not see them.
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
