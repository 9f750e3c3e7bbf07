import type { ReactNode } from "react";

export const words = {
  orgWillBeDeleted: (name: string) => `${name} will be deleted`,
  orgRestored: (name: string) => `${name} restored`,
  restoreOrgHint: (when: ReactNode) => (
    <>
      The organization is deleted {when}. After you restore it, cancelled jobs can be retried and schedules continue
      with their next run.
    </>
  ),
  restoreOrg: "Restore organization",
  deleteOrgHint:
    "The organization accepts no new jobs, and its open jobs are cancelled. Its data is deleted after a grace period, seven days by default. You can restore it until then.",
  deleteOrgButton: "Delete organization…",
  deleteOrgQuestion: (name: string) => `Delete ${name}?`,
  deleteOrg: "Delete organization",
  deleteOrgWarning: "Jobs, schedules, files, keys, members and the audit log are deleted after the grace period.",
  exportHint:
    "Exports jobs, schedules, members, the audit log and more as NDJSON files, one per kind of data. Secrets and file contents are not included. The files are deleted after a week.",
  exportData: "Export data",
  exportNeedsRestore: "Restore the organization first. It accepts no new jobs until then.",
  latestExport: (when: ReactNode) => <>Latest export, requested {when}</>,
  openJob: "Open job",
  rows: (count: number) => `${count.toLocaleString("en")} ${count === 1 ? "row" : "rows"}`,
  exportedFiles: "Exported files",
  downloadKind: (kind: string) => `Download ${kind}`,
  inviteAMember: "Invite a member",
  noOtherMember: (link: ReactNode) => <>No other member can become the owner. {link} first.</>,
  ownershipTransferred: (name: string, orgName: string) => `${name} now owns ${orgName}`,
  transferHint: "Another member becomes the owner. You become an admin.",
  newOwner: "New owner",
  transferOwnershipButton: "Transfer ownership…",
  transferQuestion: (orgName: string, name: string) => `Transfer ${orgName} to ${name}?`,
  transferOwnership: "Transfer ownership",
  transferWarning: (email: string) =>
    `${email} becomes the owner. You become an admin, and only an owner can make you an owner again.`,
  dangerZone: "Danger zone",
  ownersOnly: "Only an owner can export, transfer or delete the organization.",
  yourRoleIs: (role: string) => `You are ${role}.`,
};
