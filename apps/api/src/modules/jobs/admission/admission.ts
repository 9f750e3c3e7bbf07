/**
 * Admission control: decides whether a job may be created, and whether it is enqueued now or parked.
 *
 * A plan limits an organization's open jobs, and its admitted jobs: due messages, running jobs and places of permits. A
 * job beyond the second limit is parked: a row without a message. When another job of the organization leaves, a permit
 * takes its place and starts the next parked jobs. So the limit on running jobs holds by construction, and a fetch costs
 * the same however many jobs are parked.
 */
import type { Transaction } from "../../../db/org-scope.ts";
import { ProblemError, quotaExceeded } from "../../../http/problem.ts";
import { newId } from "../../../new-id.ts";
import type { Priority } from "../handlers/types.ts";
import type { JobRow, QueuedRow } from "../job-rows.ts";
import * as jobsTable from "../jobs-table.ts";
import type { ParkedJobs } from "../permits-table.ts";
import * as permitsTable from "../permits-table.ts";
import type { PrivateFields } from "../private-fields/private-fields.ts";
import type { JobQueue } from "../queue/job-queue.ts";
import { type OutgoingPermit, queuedTypeOf, toMessage } from "../queue/message.ts";
import { admissionState, priorityRank } from "../states.ts";
import { findHeld, type KeyPlaces, lockPlaces } from "./concurrency-keys.ts";
import { createCounterMemory } from "./counter-memory.ts";
import { costOf, takeVirtualStart } from "./fair-queueing.ts";
import {
  addToCounters,
  type Counters,
  type CountersFrom,
  type Freed,
  mostAdmitted,
  type OrgCounters,
  readCounters,
  subtractFromCounters,
  subtractUnlessParked,
} from "./in-flight-counters.ts";

export interface EnqueueOptions {
  now: Date;
  /**
   * Where the counters come from. Unless they are locked, the commit may fail because they have changed
   * (`retryUnexpected`).
   */
  counters: CountersFrom;
}

/** The problem of each request, in the order of the requests. undefined: the request's jobs are enqueued or parked. */
export type Refusals = (ProblemError | undefined)[];

export interface Admission {
  /** The installation's limit of admitted jobs for each organization, across all workers. */
  orgLimit: number;
  /**
   * Creates jobs: decides by plans and counters, inserts rows and messages, and adds to the counters. The jobs of a
   * request belong to one organization, and all or none are created. Private inputs are encrypted. Jobs of high priority
   * are admitted first, then the others in their order.
   *
   * Resolves when the statements are sent, without their answers.
   */
  enqueue(tx: Transaction, requests: readonly (readonly JobRow[])[], options: EnqueueOptions): Promise<Refusals>;
  /** Whether another job of the organization can be admitted. */
  hasRoom(org: OrgCounters): boolean;
  /**
   * Permits parked jobs of organizations whose jobs have left the queue. Returns the organizations whose parked jobs
   * wait for the next place, because few permits are in the queue.
   */
  admitParked(tx: Transaction, freed: Freed & Required<Pick<Freed, "left">>): Promise<ReadonlySet<string>>;
  /**
   * Frees the places of jobs that have left the queue, in organizations without parked jobs. It happens together with
   * the commit, so that the counters are locked briefly. The commit fails if one of the organizations has a parked job
   * by then (`isUnexpected`).
   */
  freeAtCommit(tx: Transaction, freed: Freed & Required<Pick<Freed, "left">>): void;
}

/** The decisions about several requests, based on counters that were read or remembered. */
interface Decision {
  after: Counters;
  refusals: Refusals;
  rows: JobRow[];
  /** Virtual start times of the rows that get messages of their own, by the row's id. */
  starts: Map<string, number>;
  /** Permits for the other rows that are admitted. */
  permits: OutgoingPermit[];
  /** Organizations that have no room for some of their rows. */
  crowded: Set<string>;
}

/**
 * Maximum number of jobs that a permit starts. More share more work of the queue. Fewer let organizations alternate more
 * often.
 */
const permitPlaces = 25;

export function createAdmission({
  queue,
  privateFields,
  orgLimit,
  now,
}: {
  queue: JobQueue;
  privateFields: PrivateFields;
  orgLimit: number;
  now: () => Date;
}): Admission {
  const memory = createCounterMemory();
  const hasRoom = (org: OrgCounters) => org.admitted < mostAdmitted(org, orgLimit);

  /** Takes the next virtual start time of the row's organization. undefined: there is no room. */
  function takeRoom(
    { byOrg, virtualTime }: Counters,
    { orgId, priority }: Pick<JobRow, "orgId" | "priority">,
  ): number | undefined {
    const before = byOrg.get(orgId) as OrgCounters;
    if (!hasRoom(before)) return undefined;
    const { virtualStart, org } = takeVirtualStart(before, priority as Priority, virtualTime);
    byOrg.set(orgId, org);
    return virtualStart;
  }

  /** Takes virtual start times for the rows that have room. Returns the start times by the id of the row. */
  function takeStarts(counters: Counters, rows: readonly QueuedRow[]): Map<string, number> {
    const starts = new Map<string, number>();
    for (const row of rows.toSorted((a, b) => priorityRank(a) - priorityRank(b))) {
      const start = takeRoom(counters, row);
      if (start !== undefined) starts.set(row.id, start);
    }
    return starts;
  }

  /**
   * Permits the next parked jobs of an organization, as far as it has room. `waiting`: some have no permit, and few
   * permits are in the queue.
   */
  function permit(counters: Counters, parked: readonly ParkedJobs[]): { permits: OutgoingPermit[]; waiting: boolean } {
    /** Places of the permits that exist already, by queue. They start the first jobs. */
    const existing = new Map(parked.map(({ queuedType, permitted }) => [queuedType, permitted]));
    const uncovered = new Map(existing);
    const permits = parked.flatMap(({ orgId, queuedType, priority, jobs }) => {
      const covered = Math.min(jobs, uncovered.get(queuedType) ?? 0);
      uncovered.set(queuedType, (uncovered.get(queuedType) ?? 0) - covered);
      const starts = takeRooms(counters, { orgId, priority }, jobs - covered);
      return toPermits(counters.byOrg.get(orgId) as OrgCounters, { orgId, queuedType }, starts);
    });
    const places = sum([...existing.values(), ...permits.map((permit) => permit.places)]);
    return { permits, waiting: places < permitPlaces && places < sum(parked.map(({ jobs }) => jobs)) };
  }

  /** Takes up to `most` virtual start times of an organization, as far as it has room. */
  function takeRooms(counters: Counters, job: Pick<JobRow, "orgId" | "priority">, most: number): number[] {
    const starts: number[] = [];
    while (starts.length < most) {
      const start = takeRoom(counters, job);
      if (start === undefined) break;
      starts.push(start);
    }
    return starts;
  }

  async function insertPermits(tx: Transaction, permits: readonly OutgoingPermit[]): Promise<void> {
    await Promise.all([permitsTable.insertPermits(tx, permits), queue.insertPermits(tx, permits)]);
  }

  function decide(
    before: Counters,
    places: KeyPlaces,
    requests: readonly (readonly JobRow[] | ProblemError)[],
    now: Date,
  ): Decision {
    const after = { ...before, byOrg: new Map(before.byOrg) };
    const refusals = requests.map((rows) => (rows instanceof ProblemError ? rows : takePlaces(after, rows)));
    const accepted = requests.flatMap((rows, index) => (refusals[index] || rows instanceof ProblemError ? [] : [rows]));
    const rows = accepted.flat();
    const due = rows.filter(({ runAt }) => runAt <= now);
    const held = findHeld(places, due);
    const placed = due.filter(({ id }) => !held.has(id));
    const starts = takeStarts(after, placed);
    const crowded = new Set(placed.filter(({ id }) => !starts.has(id)).map(({ orgId }) => orgId));
    const permits = accepted.flatMap((request) => permitTogether(after, request, starts));
    const admissionOf = (row: JobRow) => {
      if (row.runAt > now) return admissionState.delayed;
      if (held.has(row.id)) return admissionState.held;
      return starts.has(row.id) ? admissionState.admitted : admissionState.parked;
    };
    return {
      after,
      refusals,
      rows: rows.map((row) => ({ ...row, admission: admissionOf(row) })),
      starts,
      permits,
      crowded,
    };
  }

  /**
   * Replaces the starts of many jobs of a request with permits, which share work of the queue. The jobs are parked until
   * a worker uses a permit.
   */
  function permitTogether(
    { byOrg }: Counters,
    request: readonly JobRow[],
    starts: Map<string, number>,
  ): OutgoingPermit[] {
    if (request.length < permitPlaces) return [];
    const admitted = request.filter(({ id }) => starts.has(id));
    return [...Map.groupBy(admitted, ({ type, priority }) => `${type} ${priority}`).values()].flatMap((alike) => {
      const [{ orgId }] = alike as [JobRow];
      if (alike.length < permitPlaces) return [];
      const turns = alike.map(({ id }) => starts.get(id) as number);
      for (const { id } of alike) starts.delete(id);
      return toPermits(byOrg.get(orgId) as OrgCounters, { orgId, queuedType: queuedTypeOf(alike[0] as JobRow) }, turns);
    });
  }

  return {
    orgLimit,
    hasRoom,

    async enqueue(tx, requests, { now, counters }) {
      const orgIds = requests.flatMap(([row]) => row?.orgId ?? []);
      if (orgIds.length === 0) return requests.map(() => undefined);
      const places = await lockPlaces(tx, requests.flat());
      const remembered = counters === "memory" ? memory.recall(orgIds, now) : undefined;
      let before = remembered ?? (await readCounters(tx, orgIds, { lock: counters === "lock" }));
      const encrypted = requests.map(privateFields.encryptInputs);
      let decision = decide(before, places, encrypted, now);
      // The commit doesn't check refusals, so a refusal based on remembered counters is decided again with the counters
      // of the table.
      if (remembered && decision.refusals.some(Boolean)) {
        before = await readCounters(tx, orgIds);
        decision = decide(before, places, encrypted, now);
      }
      const { after, refusals, rows, starts, permits, crowded } = decision;
      memory.remember(after, now, { read: before !== remembered });
      if (rows.length === 0) return refusals;
      const { admitted, delayed } = admissionState;
      const queued = rows.filter(({ admission }) => admission === admitted || admission === delayed);
      const messages = queued.map((row) =>
        toMessage(row, starts.get(row.id) ?? before.virtualTime, { delayed: row.admission === admissionState.delayed }),
      );
      tx.commitAfter(jobsTable.insert(tx, rows));
      if (permits.length > 0) tx.commitAfter(insertPermits(tx, permits));
      await queue.insert(tx, messages);
      tx.beforeCommit(() => addToCounters(tx, before, after, { orgLimit, crowded }));
      return refusals;
    },

    freeAtCommit(tx, freed) {
      if (freed.left.size > 0) tx.beforeCommit(() => subtractUnlessParked(tx, freed, orgLimit));
    },

    async admitParked(tx, freed) {
      const orgIds = [...freed.left.keys()];
      const waiting = new Set<string>();
      if (orgIds.length === 0) return waiting;
      const [, parked] = await Promise.all([
        subtractFromCounters(tx, freed),
        permitsTable.readParked(tx, orgIds, { orgLimit, now: now() }),
      ]);
      if (parked.length === 0) return waiting;
      const byOrg = Map.groupBy(parked, ({ orgId }) => orgId);
      const before = await readCounters(tx, [...byOrg.keys()]);
      const after = { ...before, byOrg: new Map(before.byOrg) };
      const permits: OutgoingPermit[] = [];
      for (const [orgId, ofOrg] of byOrg) {
        const next = permit(after, ofOrg);
        permits.push(...next.permits);
        if (next.waiting) waiting.add(orgId);
      }
      if (permits.length === 0) return waiting;
      await Promise.all([insertPermits(tx, permits), addToCounters(tx, before, after, { orgLimit })]);
      return waiting;
    },
  };
}

/** Creates the permits for jobs with these virtual start times. */
function toPermits(
  { share }: OrgCounters,
  of: Pick<OutgoingPermit, "orgId" | "queuedType">,
  starts: readonly number[],
): OutgoingPermit[] {
  return chunks(starts, permitPlaces).map((turns) => {
    const [turn] = turns;
    return { ...of, id: newId(), places: turns.length, turn, cost: costOf(share) };
  });
}

/** Divides a list into parts of at most `size`. */
function chunks<Item>(items: readonly Item[], size: number): [Item, ...Item[]][] {
  const starts = Array.from({ length: Math.ceil(items.length / size) }, (_, index) => index * size);
  return starts.map((at) => items.slice(at, at + size) as [Item, ...Item[]]);
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Counts a request's jobs as open. Returns a problem if the plan doesn't allow that many. */
export function takePlaces({ byOrg }: Counters, rows: readonly { orgId: string }[]): ProblemError | undefined {
  const [row] = rows;
  if (!row) return undefined;
  const org = byOrg.get(row.orgId) as OrgCounters;
  const open = org.open + rows.length;
  if (org.openJobs !== null && open > org.openJobs) {
    return quotaExceeded({ name: "openJobs", limit: org.openJobs, used: org.open, requested: rows.length });
  }
  byOrg.set(row.orgId, { ...org, open });
  return undefined;
}
