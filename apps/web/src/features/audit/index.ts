export type { AuditFilters } from "./queries/audit-log.ts";
