export type { SystemOrgFilters } from "./queries/system-orgs.ts";
export type { SystemPersonFilters } from "./queries/system-people.ts";
