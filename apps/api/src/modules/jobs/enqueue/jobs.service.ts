import type { Job } from "@gaffer/contracts/server";
import type pg from "pg";
import { createGroupCommit } from "../../../db/group-commit.ts";
import { type Transaction, withOrgs } from "../../../db/org-scope.ts";
import type { Cause } from "../../../http/caller.ts";
import { type IdempotencyKey, storeAnswers, takeKeys } from "../../../http/idempotency.ts";
import { ProblemError } from "../../../http/problem.ts";
import { createIdSequence } from "../../../new-id.ts";
import type { Services } from "../../../server/services.ts";
import { type Change, recordChanges } from "../../audit/record-change.ts";
import { type CountersFrom, retryUnexpected } from "../admission/in-flight-counters.ts";
import type { NewJob } from "../handlers/types.ts";
import type { JobRow } from "../job-rows.ts";
import { toJob } from "../to-job.ts";
import { takeUniqueKeys } from "../unique-keys.ts";
import { type Checkpoint, saveCheckpoint } from "./checkpoints.ts";
import { type JobOwner, newJobRow } from "./new-job-row.ts";

/** Jobs to create together: all of them or none. */
export interface CreateRequest {
  owner: JobOwner;
  jobs: readonly NewJob[];
  idempotency?: IdempotencyKey | undefined;
  /** The request that creates the jobs. Absent: a job creates them. */
  cause?: Cause;
  /**
   * The checkpoint of the job that creates these jobs, saved in the same transaction. Nothing is created if the attempt
   * no longer holds that job.
   */
  checkpoint?: Checkpoint | undefined;
}

export type JobsService = ReturnType<typeof createJobsService>;

/**
 * Maximum numbers of jobs in one commit, and of concurrent commits. While two commits run, the next one gathers
 * requests.
 */
const commitLimits = { maxSize: 500, inFlight: 2 };

/** Creates the service. `pool`: the API's, or the worker's for the jobs that handlers create. */
export function createJobsService(
  { admission, handlers, metrics, now }: Pick<Services, "admission" | "handlers" | "metrics" | "now">,
  pool: pg.Pool,
) {
  const nextId = createIdSequence();

  /** Creates the jobs of several requests in one transaction. Returns the result of each; a refused request fails no other. */
  async function createInOneCommit(
    requests: readonly CreateRequest[],
    counters: CountersFrom,
  ): Promise<(Job[] | ProblemError)[]> {
    const orgIds = [...new Set(requests.map(({ owner }) => owner.orgId))];
    return withOrgs(pool, orgIds, async (tx) => {
      // Lock order: the row of the job before the counters.
      for (const { checkpoint } of requests) if (checkpoint) await saveCheckpoint(tx, checkpoint);
      const states = await stateKeys(tx, requests, now());
      const createdAt = now();
      const rows = requests.map(({ owner, jobs }, index) =>
        states[index]
          ? []
          : jobs.map((job) =>
              newJobRow(owner, job, { id: nextId(createdAt), createdAt, defaults: handlers.get(job.type) }),
            ),
      );
      const { holderOf } = await takeUniqueKeys(tx, rows.flat());
      const newRows = rows.map((wanted) => wanted.filter((row) => holderOf(row) === row));
      const refusals = await admission.enqueue(tx, newRows, { now: createdAt, counters });
      // If a request with a checkpoint is refused, the transaction fails, so that the checkpoint isn't saved without
      // the jobs.
      for (const [index, { checkpoint }] of requests.entries()) {
        const refusal = refusals[index];
        if (checkpoint && refusal) throw refusal;
      }
      assertHolders(rows, refusals, holderOf);
      const results = rows.map((wanted, index) => {
        const state = states[index] ?? refusals[index];
        if (!state) return wanted.map((row) => toCreated(row, holderOf(row)));
        return "answer" in state ? (state.answer as Job[]) : state;
      });
      const isNew = (index: number) => !states[index] && !refusals[index];
      tx.commitAfter(storeAnswers(tx, newAnswers(requests, results, isNew), createdAt));
      tx.commitAfter(recordChanges(tx, newChanges(requests, newRows, isNew)));
      return results;
    });
  }

  async function commit(requests: readonly CreateRequest[]): Promise<(Job[] | ProblemError)[]> {
    const results = await retryUnexpected((counters) => createInOneCommit(requests, counters));
    const created = results.flatMap((result) =>
      result instanceof ProblemError ? [] : result.filter(({ existing }) => !existing),
    );
    if (created.length > 0) metrics.jobsCreated(created.length);
    return results;
  }

  const commits = createGroupCommit<CreateRequest, Job[]>({
    commit,
    sizeOf: ({ jobs }) => jobs.length,
    ...commitLimits,
  });

  return {
    /** Creates jobs and their messages. Resolves after the commit with all jobs, in the given order. */
    async createJobs(request: CreateRequest): Promise<Job[]> {
      if (!request.checkpoint) return commits.submit(request);
      // A request with a checkpoint gets its own commit: it locks the row of its job, and several in one commit could
      // deadlock.
      const [created] = await commit([request]);
      return created as Job[];
    },

    /** Creates a job: its row and its message, in one transaction. */
    async createAndEnqueueJob({
      orgId,
      createdBy,
      ...job
    }: Pick<JobOwner, "orgId" | "createdBy"> & NewJob): Promise<Job> {
      const [created] = await commits.submit({ owner: { orgId, createdBy }, jobs: [job] });
      return created as Job;
    },
  };
}

/** A new job, or the open job that holds its unique key. */
const toCreated = (row: JobRow, holder: JobRow): Job =>
  holder === row ? toJob(row) : { ...toJob(holder), existing: true };

/**
 * Fails the commit if a refused request holds the unique key of a job of another request. Each request then gets its own
 * commit.
 */
function assertHolders(
  rows: readonly (readonly JobRow[])[],
  refusals: readonly (ProblemError | undefined)[],
  holderOf: (row: JobRow) => JobRow,
): void {
  for (const [index, refusal] of refusals.entries()) {
    const refused = refusal && new Set(rows[index]);
    const isShared = rows.some((others, other) => other !== index && others.some((row) => refused?.has(holderOf(row))));
    if (isShared) throw refusal;
  }
}

type KeyStates = Awaited<ReturnType<typeof takeKeys>>;

/**
 * Locks the requests' idempotency keys. Returns their states in the order of the requests. undefined: the key is new,
 * or the request has none.
 */
async function stateKeys(tx: Transaction, requests: readonly CreateRequest[], now: Date): Promise<KeyStates> {
  const states: KeyStates = requests.map(() => undefined);
  const keyed = [...requests.entries()].filter(([, { idempotency }]) => idempotency);
  const found = await takeKeys(
    tx,
    keyed.map(([, { owner, idempotency }]) => ({ orgId: owner.orgId, idempotency: idempotency as IdempotencyKey })),
    now,
  );
  for (const [position, [index]] of keyed.entries()) states[index] = found[position];
  return states;
}

type IsNew = (index: number) => boolean;

function newAnswers(requests: readonly CreateRequest[], results: readonly (Job[] | ProblemError)[], isNew: IsNew) {
  return requests.flatMap(({ owner: { orgId }, idempotency }, index) =>
    idempotency && isNew(index) ? [{ orgId, idempotency, response: results[index] }] : [],
  );
}

/** One audit event for each request that created jobs. Its target is the first job. */
function newChanges(requests: readonly CreateRequest[], rows: readonly (readonly JobRow[])[], isNew: IsNew): Change[] {
  return requests.flatMap(({ cause }, index) => {
    const [first, ...others] = rows[index] ?? [];
    if (!cause || !first || !isNew(index)) return [];
    const details = { type: first.type, ...(others.length > 0 && { jobs: others.length + 1 }) };
    return [{ cause, target: { type: "job", id: first.id }, details }];
  });
}
