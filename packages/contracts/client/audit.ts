import type { AuditEvent, AuditQuery, CallOptions, Page } from "./models.ts";
import { paginated } from "./paginate.ts";

/** The audit log: changes by requests. */
export interface AuditClient {
  /** Lists a page of changes, newest first. */
  list(query?: AuditQuery, options?: CallOptions): Promise<Page<AuditEvent>>;

  /** Yields all changes, newest first. Reads page by page. */
  paginate(query?: AuditQuery, options?: CallOptions): AsyncGenerator<AuditEvent, void, undefined>;
}

/** Creates the client of an audit log. `list` reads a page of the log of an organization or of the installation. */
export function createAuditClient(list: AuditClient["list"]): AuditClient {
  return { list, paginate: paginated(list) };
}
