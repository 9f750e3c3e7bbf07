import type { Scope } from "@gaffer/client";
import type { ReactNode } from "react";

export const words = {
  immediately: "Immediately",
  inAnHour: "In an hour",
  inADay: "In a day",
  inAWeek: "In a week",
  in30Days: "In 30 days",
  keyRevoked: (name: string) => `${name} revoked`,
  renameKeyNamed: (name: string) => `Rename key ${name}`,
  renameKeyButton: "Rename key…",
  renameKey: "Rename key",
  rotateKeyNamed: (name: string) => `Rotate key ${name}`,
  rotateKeyButton: "Rotate key…",
  rotateKeyQuestion: (name: string) => `Rotate ${name}?`,
  rotateKey: "Rotate key",
  rotateKeyHint:
    "A new key with the same permissions replaces this one. Update your programs before the old key stops working.",
  oldKeyStops: "The old key stops working",
  revokeKeyNamed: (name: string) => `Revoke key ${name}`,
  revokeKeyButton: "Revoke key…",
  revokeKeyQuestion: (name: string) => `Revoke ${name}?`,
  revokeKey: "Revoke key",
  revokeKeyWarning: "The key stops working within five seconds. This can't be undone.",
  createdBy: (id: ReactNode, createdBy: string, when: ReactNode) => (
    <>
      {id} · by {createdBy} {when}
    </>
  ),
  used: (when: ReactNode) => <>Used {when}</>,
  neverUsed: "Never used",
  revokedAt: (when: ReactNode) => <>Revoked {when}</>,
  expiresAt: (when: ReactNode) => <>Expires {when}</>,
  expiredAt: (when: ReactNode) => <>Expired {when}</>,
  neverExpiresHint: "A key without an expiry works until it is revoked.",
  neverExpires: "Never expires",
  in90Days: "In 90 days",
  inAYear: "In a year",
  expires: "Expires",
  atAChosenTime: "At a chosen time",
  never: "Never",
  atYourTime: "At (your time)",
  name: "Name",
  nameExample: "Nightly import",
  createKey: "Create key",
  cancel: "Cancel",
  permissions: "Permissions",
  apiKeys: "API keys",
  newApiKey: "New API key",
  newKeyNamed: (name: string) => `New key ${name}`,
  notShownAgain: "it isn't shown again",
  copyKeyNow: (notShownAgain: ReactNode) => <>Copy the key now: {notShownAgain}. Anyone with this key can use it.</>,
  copyKey: "Copy key",
  tryItWithCurl: "Try it with curl",
  done: "Done",
  noKeys: "There are no API keys yet. Create one to call the API from your programs.",
  noKeysExample: "Once you have one, this shows its permissions:",
};

/** Labels of the states of an API key. */
export const keyStates = { active: "Active", expired: "Expired", revoked: "Revoked" };

/** Scopes that an API key can have. */
export type KeyScope = Exclude<Scope, "org:own" | "system:admin">;

/** Description of each scope, as in the contract. */
export const scopeTexts: Record<KeyScope, string> = {
  "jobs:read": "Read jobs, their attempts and logs, and job types.",
  "jobs:read-private": "Read the private fields of jobs and schedules, which are masked for other callers.",
  "jobs:write": "Create, change, cancel, retry and delete jobs.",
  "files:read": "List and download files.",
  "files:write": "Upload and delete files.",
  "schedules:read": "Read schedules and their runs, and preview new ones.",
  "schedules:write": "Create, change, pause, trigger and delete schedules.",
  "org:read": "Read the organization's members, invitations, limits and usage.",
  "org:write": "Change the organization.",
  "members:write": "Invite members, change their roles and remove them.",
  "keys:read": "List API keys.",
  "keys:write": "Create, rotate and revoke API keys.",
  "audit:read": "Read the audit log.",
};
