import type { operations } from "@gaffer/client";

export const words = {
  details: "Details",
  aJobOfType: (type: string) => `a job of type ${type}`,
  aJob: "a job",
  aSchedule: "a schedule",
  by: "By",
  operation: "Operation",
  target: "Target",
  address: "Address",
  request: "Request",
  anyone: "Anyone",
  any: "Any",
  fromLabel: "From",
  before: "Before",
  targetFilter: (value: string) => `Target ${value}… ✕`,
  clearFilters: "Clear filters",
  auditLog: "Audit log",
  auditLogHint: "Changes made by users and API keys. Jobs and schedule runs have their own history.",
  changes: "Changes",
  noChangesMatchTheseFilters: "No changes match these filters.",
};

/**
 * The sentence for each operation in the audit log. A word in braces is replaced by the target of the change, or by the
 * audit event's detail with this word as its name.
 */
const sentences: Partial<Record<keyof operations, string>> = {
  createOrg: "created the organization as {name}",
  updateOrg: "renamed the organization to {name}",
  exportOrg: "requested an export of the organization, {target}",
  transferOrg: "transferred the organization to {owner}",
  deleteOrg: "deleted the organization",
  restoreOrg: "restored the organization",
  leaveOrg: "left the organization (role: {role})",
  acceptInvitation: "joined as {role}",
  updateMember: "changed the role of {target} from {before} to {after}",
  removeMember: "removed {target} (role: {role})",
  createInvitation: "invited {email} as {role}",
  revokeInvitation: "revoked the invitation for {email}",
  createApiKey: "created the API key {target}",
  rotateApiKey: "rotated the API key {target}",
  updateApiKey: "renamed the API key {target}",
  revokeApiKey: "revoked the API key {target}",
  createJob: "created {target}",
  createJobs: "created jobs, the first is {target}",
  cancelJob: "cancelled {target}",
  restoreJob: "restored {target}",
  retryJob: "retried {target}",
  updateJob: "changed {changed} of {target}",
  deleteJob: "deleted {target}",
  cancelJobs: "cancelled {jobs} jobs, the first is {target}",
  retryJobs: "retried {jobs} jobs, the first is {target}",
  createSchedule: "created the schedule {target}",
  updateSchedule: "changed {changed} of {target}",
  deleteSchedule: "deleted {target}",
  pauseSchedule: "paused {target}",
  resumeSchedule: "resumed {target}",
  triggerSchedule: "ran {target} now",
  backfillSchedule: "created {jobs} jobs of past times of {target}",
  pauseSchedules: "paused {schedules} schedules, the first is {target}",
  resumeSchedules: "resumed {schedules} schedules, the first is {target}",
  uploadFile: "uploaded the file {target}",
  updateFile: "renamed the file {target}",
  createUpload: "started to upload {target}",
  completeUpload: "uploaded the file {target}",
  deleteFile: "deleted the file {target}",
};

/** Sentence for an operation that this version of the web app doesn't know. */
const other = "did {action} to {target}";

export const knownActions = Object.keys(sentences) as (keyof operations)[];

/** Splits the sentence of an operation into texts and placeholder names, in the order of the sentence. */
export function toPieces(action: string): { text: string; isName: boolean }[] {
  const sentence = sentences[action as keyof operations] ?? other;
  return sentence
    .split(/\{(\w+)\}/)
    .map((text, index) => ({ text, isName: index % 2 === 1 }))
    .filter(({ text }) => text !== "");
}

/** Formats a detail of an audit event as text. Users are shown by name. */
export function toText(value: unknown, names: ReadonlyMap<string, string>): string {
  if (typeof value === "string") return names.get(`user:${value}`) ?? value;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join(", ");
  return value === undefined ? "nothing" : JSON.stringify(value);
}
