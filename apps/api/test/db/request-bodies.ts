import { someFileId } from "../harness/test-gaffer.ts";

export const job = { type: "file:profile", input: { fileId: someFileId } };
const password = "correct horse";

/** A valid body for each operation that needs one. */
export const bodies: Record<string, unknown> = {
  createJob: job,
  createJobs: { jobs: [job] },
  cancelJobs: { status: ["pending"] },
  retryJobs: { ids: [someFileId] },
  uploadFile: "a,b\n1,2\n",
  createSchedule: { name: "a", job, recurrence: { kind: "daily", time: "09:00" } },
  pauseSchedules: { status: ["active"] },
  resumeSchedules: { status: ["paused"] },
  backfillSchedule: { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" },
  updateApiKey: { name: "b" },
  updateFile: { name: "b" },
  updateJob: { priority: "high" },
  updateSchedule: { name: "b" },
  createUpload: { name: "a", contentType: "a/b", sizeBytes: 1 },
  createApiKey: { name: "a", scopes: ["jobs:read"] },
  rotateApiKey: {},
  createOrg: { name: "a" },
  updateOrg: { name: "b" },
  updateSystemOrg: { plan: "pro" },
  suspendOrg: { reason: "unpaid" },
  createPlan: {
    ...{ name: "a", openJobs: 1, runningJobs: 1, schedules: 1, storedBytes: 1, fileBytes: 1, requestsPerMinute: 1 },
    ...{ share: 1, completedDays: 1, failedDays: 1, cancelledDays: 1, auditDays: 1 },
  },
  updatePlan: { share: 2 },
  transferOrg: { userId: someFileId },
  updateMember: { role: "viewer" },
  createInvitation: { email: "ada@example.com", role: "viewer" },
  findInvitation: { token: "0".repeat(43) },
  acceptInvitation: { token: "0".repeat(43) },
  signUp: { email: "ada@example.com", password, name: "Ada" },
  signIn: { email: "ada@example.com", password },
  verifyEmail: { token: "a" },
  resetPassword: { token: "a", password },
  requestPasswordReset: { email: "ada@example.com" },
  changePassword: { currentPassword: password, newPassword: password },
  refreshSession: { refreshToken: `gfr_${"0".repeat(32)}_${"0".repeat(96)}` },
  previewSchedule: { recurrence: { kind: "daily", time: "09:00" } },
};
