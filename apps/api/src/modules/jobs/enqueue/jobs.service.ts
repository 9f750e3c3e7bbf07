import type { Job } from "@gaffer/contracts/server";
import { createGroupCommit } from "../../../db/group-commit.ts";
import type { Transaction } from "../../../db/org-scope.ts";
import type { Cause } from "../../../http/caller.ts";
import type { ProblemError } from "../../../http/problem.ts";
import { createIdSequence } from "../../../new-id.ts";
import { type Change, recordChanges } from "../../audit/record-change.ts";
import type { Admission } from "../admission/admission.ts";
import { retryOnChangedCounters } from "../admission/in-flight-counters.ts";
import type { JobHandlers } from "../handlers/registry.ts";
import type { NewJob } from "../handlers/types.ts";
import type { JobRow } from "../jobs-table.ts";
import { toJob } from "../to-job.ts";
import { type Checkpoint, saveCheckpoint } from "../worker/job-checkpoints.ts";
import { type IdempotencyKey, storeAnswers, takeKeys } from "./idempotency.ts";
import { type JobOwner, newJobRow } from "./new-job-row.ts";

/** Jobs to create together: all of them or none. */
export interface CreateRequest {
  owner: JobOwner;
  jobs: readonly NewJob[];
  /** The same key gets the same answer. */
  idempotency?: IdempotencyKey | undefined;
  /** The request that creates them; absent: a job does. */
  cause?: Cause;
  /** How far the job is that asks for them: saved with them, or nothing is created when its attempt has lost it. */
  checkpoint?: Checkpoint | undefined;
}

export interface JobsServiceOptions {
  admission: Admission;
  handlers: JobHandlers;
  now: () => Date;
  /** Opens a transaction in which these organizations' rows can be written. */
  transact: <Result>(orgIds: readonly string[], work: (tx: Transaction) => Promise<Result>) => Promise<Result>;
  /** Hears of every commit, and how many jobs were asked for in it. */
  onCommit?: (jobs: number) => void;
}

export type JobsService = ReturnType<typeof createJobsService>;

/** One commit may carry this many jobs, and two may be under way: the next gathers while they are written. */
const commitLimits = { maxSize: 500, inFlight: 2 };

export function createJobsService({ admission, handlers, now, transact, onCommit }: JobsServiceOptions) {
  const nextId = createIdSequence();

  /** Creates what several requests ask for in one transaction, and says for each what came of it: one that is refused fails no other. */
  async function createInOneCommit(
    requests: readonly CreateRequest[],
    lock: boolean,
  ): Promise<(Job[] | ProblemError)[]> {
    const orgIds = [...new Set(requests.map(({ owner }) => owner.orgId))];
    return transact(orgIds, async (tx) => {
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
      const refusals = await admission.enqueue(tx, rows, { now: createdAt, lock });
      // A checkpoint must not be saved without the jobs that it stands for.
      for (const [index, { checkpoint }] of requests.entries()) {
        const refusal = refusals[index];
        if (checkpoint && refusal) throw refusal;
      }
      const results = rows.map((created, index) => {
        const state = states[index] ?? refusals[index];
        if (!state) return created.map(toJob);
        return "answer" in state ? (state.answer as Job[]) : state;
      });
      const isNew = (index: number) => !states[index] && !refusals[index];
      await Promise.all([
        storeAnswers(tx, newAnswers(requests, results, isNew), createdAt),
        recordChanges(tx, newChanges(requests, rows, isNew)),
      ]);
      return results;
    });
  }

  const commit = (requests: readonly CreateRequest[]) =>
    retryOnChangedCounters((lock) => createInOneCommit(requests, lock));

  const commits = createGroupCommit<CreateRequest, Job[]>({
    commit,
    sizeOf: ({ jobs }) => jobs.length,
    ...commitLimits,
    onCommit,
  });

  /** Each holds the row of its job: with several in one commit, they could wait for others in a circle. */
  async function createWithCheckpoint(request: CreateRequest): Promise<Job[]> {
    const [created] = await commit([request]);
    if (request.jobs.length > 0) onCommit?.(request.jobs.length);
    return created as Job[];
  }

  return {
    /** Creates the rows and their messages and resolves when they are committed: all of them, in the given order. */
    createJobs: (request: CreateRequest): Promise<Job[]> =>
      request.checkpoint ? createWithCheckpoint(request) : commits.submit(request),

    /** Creates a job: its row and its message, in one transaction. */
    async createAndEnqueueJob({ orgId, createdBy, trigger, ...job }: JobOwner & NewJob): Promise<Job> {
      const owner = { orgId, createdBy, ...(trigger && { trigger }) };
      const [created] = await commits.submit({ owner, jobs: [job] });
      return created as Job;
    },
  };
}

type KeyStates = Awaited<ReturnType<typeof takeKeys>>;

/** The states of the requests' keys, in the order of the requests. */
async function stateKeys(tx: Transaction, requests: readonly CreateRequest[], now: Date): Promise<KeyStates> {
  const states: KeyStates = requests.map(() => undefined);
  const keyed = [...requests.entries()].filter(([, { idempotency }]) => idempotency);
  const found = await takeKeys(
    tx,
    keyed.map(([, { idempotency }]) => idempotency as IdempotencyKey),
    now,
  );
  for (const [position, [index]] of keyed.entries()) states[index] = found[position];
  return states;
}

type IsNew = (index: number) => boolean;

function newAnswers(requests: readonly CreateRequest[], results: readonly (Job[] | ProblemError)[], isNew: IsNew) {
  return requests.flatMap(({ idempotency }, index) =>
    idempotency && isNew(index) ? [{ ...idempotency, response: results[index] }] : [],
  );
}

/** One for each request that created something, on its first job. */
function newChanges(requests: readonly CreateRequest[], rows: readonly (readonly JobRow[])[], isNew: IsNew): Change[] {
  return requests.flatMap(({ cause }, index) => {
    const [first, ...others] = rows[index] ?? [];
    if (!cause || !first || !isNew(index)) return [];
    const details = { type: first.type, ...(others.length > 0 && { jobs: others.length + 1 }) };
    return [{ cause, target: { type: "job", id: first.id }, details }];
  });
}
