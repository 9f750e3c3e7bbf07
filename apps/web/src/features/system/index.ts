export type { SystemOrgFilters } from "./queries/system-orgs.ts";
