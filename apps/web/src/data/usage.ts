/** What an organization may use by its plan, and what it does use. */
import { api } from "./client.ts";

export function usageQuery(orgId: string) {
  return api.queryOptions("get", "/v1/orgs/{orgId}/usage", { params: { path: { orgId } } }, { refetchInterval: 5000 });
}
