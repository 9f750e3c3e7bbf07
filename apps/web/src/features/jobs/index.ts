export { EmptyJobs } from "./components/empty-jobs.tsx";
export { JobInputFields } from "./components/job-input-fields.tsx";
export { levelStyles } from "./components/job-log-lines.tsx";
export { StatusBadge } from "./components/job-status.tsx";
export { LabelFields } from "./components/label-fields.tsx";
export type { JobFilters } from "./queries/job-filters.ts";
export { cacheJobs, dropJob, isEnded, jobChildrenQuery, jobStatsQuery, jobTypesQuery } from "./queries/jobs.ts";
export { useSavedViews } from "./queries/saved-views.ts";
export { describeBlockedBy } from "./words.tsx";
