/** An organization's usage and its plan's limits. */
import { api } from "../../../api/client.ts";

export function usageQuery(orgId: string) {
  return api.queryOptions("get", "/v1/orgs/{orgId}/usage", { params: { path: { orgId } } }, { refetchInterval: 5000 });
}
