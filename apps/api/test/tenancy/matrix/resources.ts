/**
 * All that the matrix has to be told of the contract. A new kind of resource, body or parameter makes it fail until it is named
 * here: how to make one, how to end it, and what of another organization's could be sent in its place.
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
  job: request(canary),
  recurrence: { kind: "daily", time: "09:00" },
  overlap: "skip",
});

/** By the name of the parameter in a path, and of the field in a body that holds such an id. */
export const resources: Record<string, Resource> = {
  jobId: {
    table: "jobs",
    /** One of a schedule, so that it has a run as well. */
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

/** Operations that would end what the attacker goes on with, or that show more of an organization in which nothing has happened yet. */
export const ofNewcomers = [
  ...["deleteOrg", "transferOrg", "leaveOrg", "signOut", "resetPassword", "refreshSession"],
  ...["findInvitation", "acceptInvitation", "getUsage"],
];

/** Those that look up what their body names, and refuse what isn't the caller's. Others keep it, or write to it. */
export const lookUps = [
  ...["transferOrg", "acceptInvitation", "findInvitation", "verifyEmail", "resetPassword", "refreshSession"],
  ...["signIn", "changePassword"],
];

/** Those that keep nothing of what they are asked for, so that all that there is can be named to them. */
export const keepNothing = ["cancelJobs", "retryJobs"];

/** Those that go on after their answer, with what it tells nothing of. */
export const goOn = ["signUp", "requestPasswordReset"];

/** The installation's log tells who runs it whose accounts were changed, by their ids. */
export const tellIds = ["listSystemAuditEvents"];

/** Path parameters that name nothing of an organization's. */
export const ofInstallation = { name: "storage:cleanup" };

export type Ids = Record<string, string>;

/** What nothing has. */
export const unknownId = (name: string) => resources[name]?.unknown?.() ?? crypto.randomUUID();
/** The same each time. `callerId` is the key that requests are made with. */
export const someIds: Ids = Object.fromEntries(
  [...Object.keys(resources), "callerId"].map((name) => [name, unknownId(name)]),
);

const profile = ({ fileId }: Ids) => ({ type: "file:profile", input: { fileId } });
const imports = ({ fileId }: Ids) => ({ type: "jobs:import", input: { fileId, type: "file:profile" } });
const selections = [
  ({ jobId }: Ids) => ({ ids: [jobId] }),
  ({ scheduleId }: Ids) => ({ scheduleId }),
  ({ callerId }: Ids) => ({ createdBy: `key:${callerId}` }),
  ({ userId }: Ids) => ({ createdBy: `user:${userId}` }),
];

/** Valid bodies of each operation that reads JSON: one for each way in which ids of resources get into it. */
export const bodies: Record<string, ((ids: Ids) => Record<string, unknown>)[]> = {
  createApiKey: [() => ({ name: "mine", scopes: ["jobs:read"] })],
  rotateApiKey: [() => ({})],
  updateOrg: [() => ({ name: "mine" })],
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
  previewSchedule: [() => ({ recurrence: { kind: "daily", time: "09:00" } })],
};

/** What a query must say. */
export const queries: Record<string, string> = { uploadFile: "name=mine", deleteOrg: `name=${newcomersOrg}` };

/**
 * Parameters of the query and headers that could name something of another organization, and the value that does. Cursors and
 * keys of idempotency have columns of their own in the matrix.
 */
export const references: Record<string, (ids: Ids) => (string | undefined)[]> = {
  scheduleId: ({ scheduleId }) => [scheduleId],
  jobId: ({ jobId }) => [jobId],
  targetId: ({ scheduleId, userId }) => [scheduleId, userId],
  createdBy: ({ callerId, userId }) => [`key:${callerId}`, `user:${userId}`],
  actor: ({ callerId, userId }) => [`key:${callerId}`, `user:${userId}`],
  cursor: () => [],
  "Idempotency-Key": () => [],
};

/** Those that can't. */
export const harmless = [
  ...["limit", "status", "type", "createdFrom", "createdBefore", "state", "outcome", "attempt", "name", "expiresAt"],
  ...["period"],
  ...["action", "from", "before", "subject", "Range", "If-Match", "Last-Event-ID"],
];

/** Operations that can't name anything of another's, and what they are about instead. */
export const namesNothing: Record<string, string> = {
  getMe: "who asks",
  listSessions: "the sessions of who asks",
  revokeOtherSessions: "the sessions of who asks",
  signOut: "the session that asks",
  listSystemJobs: "the installation",
  enableSystemJob: "a job of the installation",
  disableSystemJob: "a job of the installation",
  runSystemJob: "a job of the installation",
  listSystemJobRuns: "a job of the installation",
  listQueues: "the installation",
  listWorkers: "the installation",
};

/** Headers without which an operation refuses everything. */
export const requiredHeaders: Record<string, Record<string, string>> = { updateSchedule: { "if-match": "*" } };

/** What makes an operation possible on a row of one's own that was copied from another organization's. */
export const preparations: Record<string, string> = {
  restoreJob:
    "update jobs set status = 'cancelled', admission = null, cancelled_admission = 'waiting', completed_at = now() where org_id = $1 and id = $2",
  retryJob: "update jobs set status = 'failed', admission = null, completed_at = now() where org_id = $1 and id = $2",
  resumeSchedule:
    "update scheduled_jobs set state = 'paused', pause_reason = 'requested', next_run_at = null where org_id = $1 and id = $2",
  triggerSchedule:
    "update scheduled_jobs set overlap = 'cancelPrevious', triggered_at = null where org_id = $1 and id = $2",
};

/** By hand, where no request does it: pruning does, in time. */
async function removeRow({ database }: TestGaffer, table: string, { orgId }: DemoOrg, id: string): Promise<void> {
  await database.admin.query(`delete from ${table} where org_id = $1 and id = $2`, [orgId, id]);
}
