/**
 * What the matrix needs to know beyond the contract. A new kind of resource, body or parameter fails the matrix until
 * it is listed here: how to create it, how to delete it, and what could be sent in its place.
 */
import type { DemoOrg } from "../../../src/demo/demo-org.ts";
import type { TestGaffer } from "../../harness/test-gaffer.ts";
import { newcomersOrg } from "./attackers.ts";
import { peopleResources } from "./people-resources.ts";
import { ask, type Resource } from "./tenant.ts";

const csv = (canary: string) => ({ "content-type": `text/csv; of=${canary}` });
const request = (canary: string) => ({ type: "http:request", input: { url: `https://${canary}.example.com/` } });
const invitation = (canary: string) => ({
  email: `${canary}.${crypto.randomUUID().slice(0, 8)}@example.com`,
  role: "viewer",
});
export const schedule = (canary: string) => ({
  name: canary,
  job: { ...request(canary), tags: [canary], metadata: { of: canary } },
  recurrence: { kind: "daily", time: "09:00" },
  overlap: "skip",
});

/** The kinds of resources, by the name of a path parameter or of a field in a body. */
export const resources: Record<string, Resource> = {
  jobId: {
    table: "current_jobs",
    /** Creates a schedule and triggers its job, so that the schedule has a run too. */
    async create(gaffer, tenant) {
      const { body } = await ask(gaffer, tenant, "POST", "/schedules", schedule(tenant.canary));
      return (await ask(gaffer, tenant, "POST", `/schedules/${body.id}/trigger`)).body.jobId;
    },
    remove: (gaffer, { org }, id) => removeRow(gaffer, "jobs", org, id),
  },
  fileId: {
    table: "files",
    create: async (gaffer, tenant) =>
      (await ask(gaffer, tenant, "POST", `/files?name=${tenant.canary}`, `${tenant.canary}\n1\n`, csv(tenant.canary)))
        .body.id,
    remove: (gaffer, tenant, id) => ask(gaffer, tenant, "DELETE", `/files/${id}`),
  },
  uploadId: {
    table: "file_uploads",
    async create(gaffer, tenant) {
      const announced = { name: tenant.canary, contentType: `text/${tenant.canary}`, sizeBytes: tenant.canary.length };
      const { body } = await ask(gaffer, tenant, "POST", "/files/uploads", announced);
      await gaffer.request("PUT", body.url, { body: tenant.canary, headers: body.headers });
      return body.id;
    },
    remove: (gaffer, { org }, id) => removeRow(gaffer, "file_uploads", org, id),
  },
  scheduleId: {
    table: "scheduled_jobs",
    async create(gaffer, tenant) {
      const { body } = await ask(gaffer, tenant, "POST", "/schedules", schedule(tenant.canary));
      await ask(gaffer, tenant, "POST", `/schedules/${body.id}/trigger`);
      return body.id;
    },
    remove: (gaffer, tenant, id) => ask(gaffer, tenant, "DELETE", `/schedules/${id}`),
  },
  invitationId: {
    create: async (gaffer, tenant) =>
      (await ask(gaffer, tenant, "POST", "/invitations", invitation(tenant.canary))).body.id,
    remove: (gaffer, tenant, id) => ask(gaffer, tenant, "DELETE", `/invitations/${id}`),
  },
  keyId: {
    create: async (gaffer, tenant) =>
      (await ask(gaffer, tenant, "POST", "/api-keys", { name: tenant.canary, scopes: ["jobs:read"] })).body.apiKey.id,
    remove: (gaffer, tenant, id) => ask(gaffer, tenant, "DELETE", `/api-keys/${id}`),
    stays: true,
    unknown: () => crypto.randomUUID().replaceAll("-", "").slice(0, 12),
  },
  ...peopleResources,
};

/**
 * Operations that end the attacker's access, or that need an organization without history. The matrix attacks each of
 * these operations with new attackers.
 */
export const ofNewcomers = [
  ...["deleteOrg", "transferOrg", "leaveOrg", "signOut", "resetPassword", "refreshSession"],
  ...["findInvitation", "acceptInvitation", "getUsage"],
];

/**
 * Operations that look up the ids of their body, and refuse ids of other organizations. Other operations only store
 * ids.
 */
export const lookUps = [
  ...["transferOrg", "acceptInvitation", "findInvitation", "verifyEmail", "resetPassword", "refreshSession"],
  ...["signIn", "changePassword"],
];

/** Operations that don't store the ids of their body, so that all of the victim's ids can be sent. */
export const keepNothing = ["cancelJobs", "retryJobs", "pauseSchedules", "resumeSchedules"];

/** Operations that continue after their response. */
export const goOn = ["signUp", "requestPasswordReset"];

/**
 * Operations whose responses may contain ids of other organizations: an administrator's audit log of the installation.
 */
export const tellIds = ["listSystemAuditEvents"];

/** Path parameters of operations that only administrators of the installation may call. */
export const ofInstallation = { name: "storage:cleanup", id: "01890a5d-ac96-774b-bcce-b302099a8057", plan: "mine" };

export type Ids = Record<string, string>;

/** An unknown id. */
export const unknownId = (name: string) => resources[name]?.unknown?.() ?? crypto.randomUUID();
/** Constant unknown ids. `callerId` is the key that sends the requests. */
export const someIds: Ids = Object.fromEntries(
  [...Object.keys(resources), "callerId"].map((name) => [name, unknownId(name)]),
);

const profile = ({ fileId }: Ids) => ({ type: "file:profile", input: { fileId } });
const imports = ({ fileId }: Ids) => ({ type: "jobs:import", input: { fileId, type: "file:profile" } });
const selections = [
  ({ jobId }: Ids) => ({ ids: [jobId] }),
  ({ scheduleId }: Ids) => ({ scheduleId }),
  ({ jobId }: Ids) => ({ parentId: jobId }),
  ({ callerId }: Ids) => ({ createdBy: `key:${callerId}` }),
  ({ userId }: Ids) => ({ createdBy: `user:${userId}` }),
];

const scheduleSelections = [
  ({ scheduleId }: Ids) => ({ ids: [scheduleId] }),
  ({ callerId }: Ids) => ({ createdBy: `key:${callerId}` }),
  ({ userId }: Ids) => ({ createdBy: `user:${userId}` }),
];

/** Valid bodies for each operation that reads JSON, one for each way to name resources. */
export const bodies: Record<string, ((ids: Ids) => Record<string, unknown>)[]> = {
  createApiKey: [() => ({ name: "mine", scopes: ["jobs:read"] })],
  rotateApiKey: [() => ({})],
  updateOrg: [() => ({ name: "mine" })],
  updateJob: [() => ({ priority: "high" })],
  updateSystemOrg: [() => ({ plan: "free" })],
  suspendOrg: [() => ({ reason: "mine" })],
  createPlan: [() => ({ name: "mine" })],
  updatePlan: [() => ({ share: 2 })],
  updateApiKey: [() => ({ name: "mine" })],
  updateFile: [() => ({ name: "mine" })],
  updateMember: [() => ({ role: "viewer" })],
  createInvitation: [() => ({ email: "mine@example.com", role: "viewer" }), ({ email }) => ({ email, role: "viewer" })],
  createOrg: [() => ({ name: "mine" })],
  transferOrg: [({ userId }) => ({ userId })],
  findInvitation: [({ invitationToken }) => ({ token: invitationToken })],
  acceptInvitation: [({ invitationToken }) => ({ token: invitationToken })],
  signUp: [({ email }) => ({ email, password: "a long password", name: "mine" })],
  signIn: [({ email, password }) => ({ email, password, tokens: "bearer" })],
  verifyEmail: [({ verifyToken }) => ({ token: verifyToken })],
  requestPasswordReset: [({ email }) => ({ email })],
  resetPassword: [({ resetToken }) => ({ token: resetToken, password: "a long password" })],
  changePassword: [({ password }) => ({ currentPassword: password, newPassword: password })],
  refreshSession: [({ refreshToken }) => ({ refreshToken })],
  createUpload: [() => ({ name: "mine", contentType: "text/plain", sizeBytes: 1 })],
  createJob: [profile, imports],
  createJobs: [(ids) => ({ jobs: [request("mine"), profile(ids), imports(ids)] })],
  cancelJobs: selections,
  retryJobs: selections,
  createSchedule: [(ids) => ({ ...schedule("mine"), job: profile(ids) })],
  updateSchedule: [(ids) => ({ job: profile(ids) }), (ids) => ({ job: imports(ids) })],
  pauseSchedules: scheduleSelections,
  resumeSchedules: scheduleSelections,
  // Jobs of the same times in both organizations would look like a leak.
  backfillSchedule: [() => ({ from: "2026-01-01T00:00:00Z", to: "2026-01-03T00:00:00Z", dryRun: true })],
  previewSchedule: [() => ({ recurrence: { kind: "daily", time: "09:00" } })],
};

/** Query parameters that are required, or that choose the statement that reads more tables. */
export const queries: Record<string, string> = {
  uploadFile: "name=mine",
  deleteOrg: `name=${newcomersOrg}`,
  getJobTimeline: "period=day",
};

/**
 * Query parameters and headers that can name something of another organization, with their values. The matrix treats
 * cursors and idempotency keys separately.
 */
export const references: Record<string, (ids: Ids) => (string | undefined)[]> = {
  scheduleId: ({ scheduleId }) => [scheduleId],
  jobId: ({ jobId }) => [jobId],
  parentId: ({ jobId }) => [jobId],
  ids: ({ jobId }) => [jobId],
  targetId: ({ scheduleId, userId }) => [scheduleId, userId],
  createdBy: ({ callerId, userId }) => [`key:${callerId}`, `user:${userId}`],
  actor: ({ callerId, userId }) => [`key:${callerId}`, `user:${userId}`],
  cursor: () => [],
  "Idempotency-Key": () => [],
};

/** Fields that name a resource by another name: the name of its kind in `resources`. */
export const otherNames: Record<string, string> = { parentId: "jobId" };

/** Query parameters and headers that can't name anything of another organization. */
export const harmless = [
  ...[
    "trigger",
    "errorCode",
    "tag",
    "metadata",
    "level",
    "contentType",
    "startedFrom",
    "startedBefore",
    "endedFrom",
    "endedBefore",
  ],
  ...["limit", "status", "type", "createdFrom", "createdBefore", "attempt", "name", "expiresAt"],
  ...["period", "include", "q", "plan", "state", "only"],
  ...["action", "subject", "Range", "If-Match", "If-None-Match", "If-Range", "Last-Event-ID"],
];

/** Operations that can't name anything of another organization, and their subject. */
export const namesNothing: Record<string, string> = {
  getMe: "the caller",
  revokeOtherSessions: "the caller's sessions",
  signOut: "the caller's session",
  resumeSystemJob: "a job of the installation",
  pauseSystemJob: "a job of the installation",
  runSystemJob: "a job of the installation",
};

/** Required headers by operation. */
export const requiredHeaders: Record<string, Record<string, string>> = { updateSchedule: { "if-match": "*" } };

/** Statements by operation that change a copied row, so that the operation is allowed on it. */
export const preparations: Record<string, string> = {
  restoreJob:
    "update current_jobs set status = 'cancelled', admission = null, cancelled_admission = 'parked', ended_at = now() where org_id = $1 and id = $2",
  // The copy has the message of the original, and the queue's tables have no row-level security.
  updateJob: "update current_jobs set admission = 'parked' where org_id = $1 and id = $2",
  deleteJob:
    "update current_jobs set status = 'failed', admission = null, ended_at = now() where org_id = $1 and id = $2",
  retryJob:
    "update current_jobs set status = 'failed', admission = null, ended_at = now() where org_id = $1 and id = $2",
  resumeSchedule:
    "update scheduled_jobs set status = 'paused', pause_reason = 'requested', next_run_at = null where org_id = $1 and id = $2",
  triggerSchedule:
    "update scheduled_jobs set overlap = 'cancelPrevious', triggered_at = null where org_id = $1 and id = $2",
};

/** Deletes by SQL a row that no request deletes. In production, pruning deletes such rows. */
async function removeRow({ database }: TestGaffer, table: string, { orgId }: DemoOrg, id: string): Promise<void> {
  await database.admin.query(`delete from ${table} where org_id = $1 and id = $2`, [orgId, id]);
}
