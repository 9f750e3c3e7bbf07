import type { Scope } from "@gaffer/client";

/** Scopes that an API key can have. */
export type KeyScope = Exclude<Scope, "org:own" | "system:admin">;

/** Description of each scope, as in the contract. */
export const scopeTexts: Record<KeyScope, string> = {
  "jobs:read": "Read jobs, their attempts and logs, and job types.",
  "jobs:write": "Create, cancel and retry jobs.",
  "files:read": "List and download files.",
  "files:write": "Upload and delete files.",
  "schedules:read": "Read schedules and their runs, and preview new ones.",
  "schedules:write": "Create, change, pause, trigger and delete schedules.",
  "org:read": "Read the organization's members, invitations, limits and usage.",
  "org:write": "Change the organization.",
  "members:write": "Invite people, change their roles and remove them.",
  "keys:read": "List API keys.",
  "keys:write": "Create, rotate and revoke API keys.",
  "audit:read": "Read the audit log.",
};
