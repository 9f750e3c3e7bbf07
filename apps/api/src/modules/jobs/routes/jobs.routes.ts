import type { CreateJobRequest, Job, Schemas } from "@gaffer/contracts/server";
import { type Transaction, withOrg, withOrgs } from "../../../db/org-scope.ts";
import type { Cause, Principal } from "../../../http/caller.ts";
import { sliceToPage } from "../../../http/cursor.ts";
import { answerOnce, type IdempotencyKey } from "../../../http/idempotency.ts";
import type { ModuleOperations } from "../../../http/mount.ts";
import { tagged } from "../../../http/preconditions.ts";
import { type FieldError, invalid, notFound, ProblemError } from "../../../http/problem.ts";
import type { Services } from "../../../server/services.ts";
import { recordChange } from "../../audit/record-change.ts";
import { readBlockedBy } from "../admission/read-blocked-by.ts";
import type { JobsService } from "../enqueue/jobs.service.ts";
import type { NewJob } from "../handlers/types.ts";
import { getJob, type JobRow } from "../job-rows.ts";
import { describeJobTypes } from "../job-types.ts";
import { maskPart } from "../private-fields/private-paths.ts";
import { toJob, toSummary } from "../to-job.ts";
import {
  type Changed,
  cancelJob,
  cancelJobs,
  countChangeable,
  most,
  retryJob,
  retryJobs,
  type SelectedJobs,
} from "./change-jobs.ts";
import { deleteJob } from "./delete-job.ts";
import { jobStats, jobTimeline } from "./job-stats.ts";
import { countJobs, createJobReader, listJobChildren, listJobs } from "./read-jobs.ts";
import { restoreJob } from "./restore-job.ts";
import { jobVersion, mustBeLater, updateJob } from "./update-job.ts";

type JobOperations =
  | "listJobTypes"
  | "createJob"
  | "createJobs"
  | "listJobs"
  | "countJobs"
  | "getJob"
  | "updateJob"
  | "deleteJob"
  | "listJobChildren"
  | "getJobBlockedBy"
  | "getJobStats"
  | "getJobTimeline"
  | "cancelJob"
  | "cancelJobs"
  | "restoreJob"
  | "retryJob"
  | "retryJobs";

/** The part of a request that a change of jobs needs. */
type Asking = { principal: Principal; cause: Cause; idempotency: IdempotencyKey | undefined };

const maxDelayMs = 366 * 24 * 60 * 60 * 1000;

export function createJobsRoutes(
  services: Pick<Services, "apiPool" | "admission" | "handlers" | "privateFields" | "queue" | "timing" | "now">,
  jobs: JobsService,
): ModuleOperations<JobOperations> {
  const { apiPool: pool, admission, handlers, privateFields, timing, now } = services;
  const showTo = ({ scopes }: Principal) => (scopes.includes("jobs:read-private") ? privateFields.reveal : maskPart);
  const readJob = createJobReader(pool);
  const jobTypes: Schemas["JobTypeDescription"][] = describeJobTypes().map((description) => {
    const { timeoutSeconds, maxAttempts, ttlSeconds = null } = handlers.get(description.type);
    return { ...description, timeoutSeconds, maxAttempts, ttlSeconds };
  });

  /**
   * Converts the requests. Throws a problem that names each job whose start is too far ahead or after its expiry, or that has
   * private fields that can't be stored.
   */
  function toNewJobs(requests: readonly CreateJobRequest[], pointerOf: (index: number) => string): NewJob[] {
    const faults = requests.flatMap((request, index) => {
      const pointer = pointerOf(index);
      return [
        ...findLateStart(request.runAt, pointer),
        ...findEarlyExpiry(request, pointer),
        ...privateFields.findFaults(request.type, request.input, pointer),
      ];
    });
    if (faults.length > 0) throw invalid(...faults);
    return requests.map(({ runAt, expiresAt, ...job }) => ({
      ...job,
      ...(isAhead(runAt) && { runAt: new Date(runAt) }),
      ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt) }),
    }));
  }

  function findEarlyExpiry({ runAt, expiresAt }: CreateJobRequest, pointer: string): FieldError[] {
    const earliestStart = Math.max(now().getTime(), runAt === undefined ? 0 : Date.parse(runAt));
    if (expiresAt === undefined || Date.parse(expiresAt) > earliestStart) return [];
    return [{ in: "body", pointer: `${pointer}/expiresAt`, code: "too_early", message: mustBeLater }];
  }

  function findLateStart(runAt: string | undefined, pointer: string): FieldError[] {
    if (runAt === undefined || Date.parse(runAt) - now().getTime() <= maxDelayMs) return [];
    const message = "must be at most a year ahead";
    return [{ in: "body", pointer: `${pointer}/runAt`, code: "too_late", message }];
  }

  /** Whether the time is in the future. A past `runAt` means now. `pg` couldn't store the year 1 anyway. */
  function isAhead(runAt: string | undefined): runAt is string {
    return runAt !== undefined && Date.parse(runAt) > now().getTime();
  }

  /** A job with its entity tag. The tag needs no input and output: the input never changes, the output with the status. */
  function answer(row: JobRow, principal: Principal) {
    const show = showTo(principal);
    const { headers } = tagged(jobVersion(row), { ...toSummary(row), ...(show !== maskPart && { private: true }) });
    return { status: 200 as const, headers, body: toJob(row, show) };
  }

  function create({ principal: { orgId, actor }, cause, idempotency }: Asking, newJobs: NewJob[]) {
    return jobs.createJobs({ owner: { orgId, createdBy: actor }, jobs: newJobs, idempotency, cause });
  }

  /** Changes jobs in one transaction, once per idempotency key. */
  function changeOnce<Result>(
    { principal: { orgId }, idempotency }: Asking,
    work: (tx: Transaction) => Promise<Result>,
  ): Promise<Result> {
    const change = (tx: Transaction) => answerOnce(tx, { orgId, idempotency, now: now() }, () => work(tx));
    return withOrgs(pool, [orgId], change, { byKeys: true });
  }

  /** Changes the selected jobs in one transaction, or creates a job that does if there are too many. */
  async function changeMany(
    asking: Asking,
    selection: Schemas["JobSelection"],
    { type, change }: BulkOperation,
  ): Promise<Schemas["ChangedJobs"]> {
    assertSelective(selection);
    const { orgId } = asking.principal;
    const selected = { orgId, selection, now: now() };
    if (await isLarge(selected, type)) {
      const { ids: _, ...input } = selection;
      const jobs = await create(asking, [{ type, input, priority: "high" }]).catch(unlessRoomIsNeeded(type));
      if (jobs) return toChangedJobs(jobs);
    }
    const changed = await changeOnce<Schemas["ChangedJobs"] | readonly Job[]>(asking, async (tx) =>
      record(tx, asking.cause, selection, await change(tx, selected)),
    );
    return toChangedJobs(changed);
  }

  /** Whether more jobs match than one transaction changes. */
  async function isLarge(selected: SelectedJobs, type: BulkOperation["type"]): Promise<boolean> {
    if (selected.selection.ids) return false;
    const transition = type === "jobs:cancel" ? "cancel" : "retry";
    const count = (tx: Transaction) => countChangeable(tx, selected, transition, most + 1);
    return (await withOrgs(pool, [selected.orgId], count, { byKeys: true })) > most;
  }

  return {
    async listJobTypes({ principal: { orgId }, query }) {
      return { status: 200, body: sliceToPage(jobTypes, query, ["jobTypes", orgId], ({ type }) => type) };
    },

    async createJob({ body, ...asking }) {
      const [job] = await create(
        asking,
        toNewJobs([body], () => ""),
      );
      if (!job) throw new Error("no job was created");
      return { status: 201, headers: { Location: `/v1/orgs/${asking.principal.orgId}/jobs/${job.id}` }, body: job };
    },

    async createJobs({ body, ...asking }) {
      const newJobs = toNewJobs(body.jobs, (index) => `/jobs/${index}`);
      return { status: 201, body: { jobs: await create(asking, newJobs) } };
    },

    async listJobs({ principal, query }) {
      return { status: 200, body: await listJobs(pool, principal.orgId, query, showTo(principal)) };
    },

    async countJobs({ principal: { orgId }, query }) {
      return { status: 200, body: await countJobs(pool, orgId, query) };
    },

    async getJob({ principal, path }) {
      const row = await readJob({ orgId: principal.orgId, jobId: path.jobId });
      if (!row) throw notFound();
      return answer(row, principal);
    },

    async updateJob({ principal, path: { jobId }, header, body: { runAt, expiresAt, ...others }, cause }) {
      const { orgId } = principal;
      const faults = findLateStart(runAt, "");
      if (faults.length > 0) throw invalid(...faults);
      const start = runAt === undefined ? {} : { runAt: isAhead(runAt) ? new Date(runAt) : now() };
      const expiry = expiresAt === undefined ? {} : { expiresAt: expiresAt === null ? null : new Date(expiresAt) };
      const changes = { ...others, ...start, ...expiry };
      const update = { orgId, jobId, changes, ifMatch: header["If-Match"], now: now() };
      const row = await withOrgs(
        pool,
        [orgId],
        async (tx) => {
          const updated = await updateJob(tx, services, update);
          await recordChange(tx, cause, { type: "job", id: jobId }, { changed: Object.keys(changes) });
          return updated;
        },
        { byKeys: true },
      );
      return answer(row, principal);
    },

    async deleteJob({ principal: { orgId }, path: { jobId }, header, cause }) {
      await withOrgs(
        pool,
        [orgId],
        async (tx) => {
          await deleteJob(tx, { orgId, jobId, ifMatch: header["If-Match"] });
          await recordChange(tx, cause, { type: "job", id: jobId });
        },
        { byKeys: true },
      );
      return { status: 204 };
    },

    async listJobChildren({ principal: { orgId }, path: { jobId }, query }) {
      return { status: 200, body: await listJobChildren(pool, { orgId, jobId }, query) };
    },

    async getJobBlockedBy({ principal: { orgId }, path }) {
      return withOrg(pool, orgId, async (tx) => {
        const row = await getJob(tx, orgId, path.jobId);
        if (!row) throw notFound();
        const blockedBy = await readBlockedBy(tx, row, {
          orgLimit: admission.orgLimit,
          lostAfterMs: timing.lostAfterMs,
          now: now(),
        });
        return { status: 200, body: { status: row.status as Schemas["JobStatus"], blockedBy } };
      });
    },

    async getJobStats({ principal: { orgId }, query: filters }) {
      return { status: 200, body: await jobStats(pool, orgId, { filters, now: now() }) };
    },

    async getJobTimeline({ principal: { orgId }, query: { period, ...filters } }) {
      return { status: 200, body: await jobTimeline(pool, orgId, { period, filters, now: now() }) };
    },

    async cancelJob({ path: { jobId }, ...asking }) {
      const body = await changeOnce(asking, async (tx) => {
        const cancelled = await cancelJob(tx, admission, { orgId: asking.principal.orgId, jobId, now: now() });
        await recordChange(tx, asking.cause, { type: "job", id: jobId });
        return toJob(cancelled);
      });
      return { status: 200, body };
    },

    async restoreJob({ path: { jobId }, ...asking }) {
      const body = await changeOnce(asking, async (tx) => {
        const restored = await restoreJob(tx, services, { orgId: asking.principal.orgId, jobId, now: now() });
        await recordChange(tx, asking.cause, { type: "job", id: jobId });
        return toJob(restored);
      });
      return { status: 200, body };
    },

    async retryJob({ path: { jobId }, ...asking }) {
      const body = await changeOnce(asking, async (tx) => {
        const retried = await retryJob(tx, admission, { orgId: asking.principal.orgId, jobId, now: now() });
        await recordChange(tx, asking.cause, { type: "job", id: jobId });
        return toJob(retried);
      });
      return { status: 200, body };
    },

    async cancelJobs({ body: selection, ...asking }) {
      const change = (tx: Transaction, selected: SelectedJobs) => cancelJobs(tx, admission, selected);
      return { status: 200, body: await changeMany(asking, selection, { type: "jobs:cancel", change }) };
    },

    async retryJobs({ body: selection, ...asking }) {
      const change = (tx: Transaction, selected: SelectedJobs) => retryJobs(tx, admission, selected);
      return { status: 200, body: await changeMany(asking, selection, { type: "jobs:retry", change }) };
    },
  };
}

interface BulkOperation {
  /** The type of the job that changes many jobs. */
  type: "jobs:cancel" | "jobs:retry";
  /** Changes up to 500 jobs. */
  change(tx: Transaction, selected: SelectedJobs): Promise<Changed>;
}

/**
 * The result of a bulk change. An idempotency key may have the answer of the first request, which can be of the other
 * kind, because other jobs matched then.
 */
function toChangedJobs(answer: Schemas["ChangedJobs"] | readonly Job[]): Schemas["ChangedJobs"] {
  if ("changed" in answer) return answer;
  return { changed: 0, more: false, jobId: (answer[0] as Job).id };
}

/** A cancellation needs no room for its job: without room it cancels fewer jobs at once. Other errors are thrown. */
const unlessRoomIsNeeded = (type: BulkOperation["type"]) => (error: unknown) => {
  if (type === "jobs:cancel" && error instanceof ProblemError && error.kind === "quota-exceeded") return undefined;
  throw error;
};

/** Throws a problem for a selection without a filter, which would match all jobs. */
function assertSelective(selection: Schemas["JobSelection"]): void {
  if (Object.keys(selection).length > 0) return;
  const filters =
    "status, type, trigger, createdBy, scheduleId, parentId, errorCode, tag, metadata, createdFrom, createdBefore, startedFrom, startedBefore, endedFrom, endedBefore";
  const message = `is missing: select jobs by ids or by at least one of ${filters}`;
  throw invalid({ in: "body", pointer: "/ids", code: "missing", message });
}

/** Records a bulk change as one audit event with the first job as its target. Records nothing if no job was changed. */
async function record(
  tx: Transaction,
  cause: Cause,
  { ids: _, ...filters }: Schemas["JobSelection"],
  { jobIds, more }: Changed,
): Promise<Schemas["ChangedJobs"]> {
  const [first] = jobIds;
  if (first) await recordChange(tx, cause, { type: "job", id: first }, { jobs: jobIds.length, ...filters });
  return { changed: jobIds.length, more, jobId: null };
}
