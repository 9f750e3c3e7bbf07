/** What requests changed in an organization. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import { gaffer } from "./client.ts";

/** Which changes a list shows: the filters of the API, as they stand in the page's URL. */
export interface AuditFilters {
  actor?: string;
  action?: string;
  targetId?: string;
  from?: string;
  before?: string;
}

export function auditLogQuery(orgId: string, filters: AuditFilters) {
  return infiniteQueryOptions({
    queryKey: ["get", "/v1/orgs/{orgId}/audit-events", { params: { path: { orgId }, query: filters } }],
    queryFn: ({ pageParam, signal }) =>
      gaffer.org(orgId).audit.list({ ...filters, limit: 50, ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}
