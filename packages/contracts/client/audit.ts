import type { Client } from "openapi-fetch";
import type { paths } from "../generated/openapi.d.ts";
import { dataOf } from "./answer.ts";
import { callInit } from "./call-options.ts";
import type { AuditEvent, AuditQuery, CallOptions, Page } from "./models.ts";
import { paginate } from "./paginate.ts";

/** The audit log: changes by requests. */
export interface AuditClient {
  /** Lists a page of changes, newest first. */
  list(query?: AuditQuery, options?: CallOptions): Promise<Page<AuditEvent>>;

  /** Yields all changes, newest first. Reads page by page. */
  paginate(query?: AuditQuery, options?: CallOptions): AsyncGenerator<AuditEvent, void, undefined>;
}

/** Without an organization: the audit log of the installation. */
export function createAuditClient(http: Client<paths>, orgId?: string): AuditClient {
  const audit: AuditClient = {
    list: (query = {}, options = {}) =>
      dataOf(
        orgId === undefined
          ? http.GET("/v1/system/audit-events", { params: { query }, ...callInit(options) })
          : http.GET("/v1/orgs/{orgId}/audit-events", { params: { path: { orgId }, query }, ...callInit(options) }),
      ),
    paginate: (query, options) => paginate((cursor) => audit.list(cursor ? { ...query, cursor } : query, options)),
  };
  return audit;
}
