/** All pages, for checks that every page must pass. */
export interface Place {
  orgId: string;
  jobId: string;
  scheduleId: string;
}

/** Pages for signed-out users. */
export const outsidePages: readonly { address: string; heading: string }[] = [
  { address: "/sign-in", heading: "Sign in" },
  { address: "/sign-up", heading: "Sign up" },
  { address: "/forgot-password", heading: "Forgot your password?" },
  { address: "/reset-password#token=some", heading: "Choose a new password" },
  { address: "/verify-email#token=some", heading: "Confirm your e-mail" },
  { address: "/verify-email", heading: "Incomplete link" },
  { address: "/accept-invitation#token=some", heading: "You are invited" },
  { address: "/nowhere", heading: "Not found" },
];

/** Pages of an organization with data. `drawn`: selector of a part that loads later than the rest. */
export const memberPages: readonly { address: (place: Place) => string; heading: string; drawn?: string }[] = [
  { address: () => "/orgs", heading: "Your organizations" },
  { address: () => "/orgs/new", heading: "New organization" },
  { address: ({ orgId }) => `/orgs/${orgId}/overview?period=day`, heading: "Overview", drawn: "canvas" },
  { address: ({ orgId }) => `/orgs/${orgId}/jobs`, heading: "Jobs" },
  { address: ({ orgId }) => `/orgs/${orgId}/jobs/new?type=http:request`, heading: "New job" },
  { address: ({ orgId, jobId }) => `/orgs/${orgId}/jobs/${jobId}`, heading: "report:generate" },
  { address: ({ orgId }) => `/orgs/${orgId}/schedules`, heading: "Schedules" },
  { address: ({ orgId }) => `/orgs/${orgId}/schedules/new`, heading: "New schedule" },
  { address: ({ orgId, scheduleId }) => `/orgs/${orgId}/schedules/${scheduleId}`, heading: "Monthly report" },
  { address: ({ orgId, scheduleId }) => `/orgs/${orgId}/schedules/${scheduleId}/edit`, heading: "Edit Monthly report" },
  { address: ({ orgId }) => `/orgs/${orgId}/files`, heading: "Files" },
  { address: ({ orgId }) => `/orgs/${orgId}/settings`, heading: "General" },
  { address: ({ orgId }) => `/orgs/${orgId}/settings/members`, heading: "Members" },
  { address: ({ orgId }) => `/orgs/${orgId}/settings/api-keys`, heading: "API keys" },
  { address: ({ orgId }) => `/orgs/${orgId}/settings/usage`, heading: "Usage" },
  { address: ({ orgId }) => `/orgs/${orgId}/settings/audit-log`, heading: "Audit log" },
  { address: ({ orgId }) => `/orgs/${orgId}/settings/danger-zone`, heading: "Danger zone" },
  { address: () => "/account", heading: "Your account" },
];

/** Pages for administrators of the installation. */
export const systemPages: readonly {
  address: (place: { orgId: string; userId: string }) => string;
  heading: string;
}[] = [
  { address: () => "/system/orgs", heading: "Organizations" },
  { address: ({ orgId }) => `/system/orgs/${orgId}`, heading: "Initech" },
  { address: () => "/system/people", heading: "Users" },
  { address: ({ userId }) => `/system/people/${userId}`, heading: "Milton" },
  { address: () => "/system/plans", heading: "Plans" },
  { address: () => "/system/plans/pro", heading: "pro" },
  { address: () => "/system/new-plan", heading: "New plan" },
  { address: () => "/system/usage", heading: "Usage" },
  { address: () => "/system/find-job", heading: "Find job" },
  { address: () => "/system/jobs", heading: "System jobs" },
  { address: () => "/system/jobs/jobs:reconcile", heading: "Reconcile jobs" },
  { address: () => "/system/workers", heading: "Workers" },
  { address: () => "/system/job-types", heading: "Job types" },
  { address: () => "/system/audit", heading: "Audit log" },
];
