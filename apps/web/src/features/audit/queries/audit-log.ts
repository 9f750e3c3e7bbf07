/** The audit log of an organization. */
import { gaffer } from "../../../api/client.ts";
import { pagedQuery } from "../../../api/paged-query.ts";

/** Filters of the audit log, as in the API and the page's URL. */
export interface AuditFilters {
  actor?: string;
  action?: string;
  targetId?: string;
  createdFrom?: string;
  createdBefore?: string;
}

export function auditLogQuery(orgId: string, filters: AuditFilters) {
  return pagedQuery({
    queryKey: ["get", "/v1/orgs/{orgId}/audit-events", { params: { path: { orgId }, query: filters } }],
    limit: 50,
    read: (page, options) => gaffer.org(orgId).audit.list({ ...filters, ...page }, options),
  });
}
