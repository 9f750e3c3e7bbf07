/**
 * What Prometheus reads. Modules don't know prom-client, they tell what happens through callbacks; and nothing is ever
 * labelled by organization, whose number has no bound.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { type DatabaseErrorKind, databaseErrorKinds } from "../db/watch-errors.ts";
import type { QueueDepth } from "../modules/jobs/queue/queue-depth.ts";
import { findings } from "../modules/jobs/reconcile/check.ts";
import type { Findings } from "../modules/jobs/reconcile/reconciler.ts";
import type { JobObserver } from "../modules/jobs/worker/job-runner.ts";
import type { DueResult } from "../modules/schedules/services/run-due.ts";

type SystemJobState = { name: string; overdue: boolean };

export interface Metrics {
  /** Everything, in the text format of Prometheus. */
  text(): Promise<string>;
  contentType: string;
  /** Has the series of these types from now on, at zero: a counter that appears with its first event hides it from `rate`. */
  knowTypes(user: readonly string[], system: readonly string[]): void;
  jobs: JobObserver;
  jobsCreated(inOneCommit: number): void;
  reconciled(found: Findings): void;
  schedulesDecided(result: DueResult, at: Date): void;
  databaseFailed(kind: DatabaseErrorKind): void;
  /** Shows these numbers as they are whenever somebody looks. */
  watchSlots(slots: number, used: () => number): void;
  watchStreams(open: () => number): void;
  watchBodies(heldBytes: () => number): void;
  watchQueue(read: () => Promise<QueueDepth[]>): void;
  watchSystemJobs(read: () => Promise<SystemJobState[]>): void;
}

const outcomes = ["completed", "failed", "cancelled"];

/** From a fast query's time up to `longest`. Seconds. */
const buckets = {
  wait: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 21_600],
  run: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600],
  commit: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
};

/** Of the process and not of an app: once asked, Node goes on measuring for good. */
const ofProcess = new Registry();

/** With a registry of its own: a process may have several apps. */
export function createMetrics(): Metrics {
  const queued: string[] = [];
  const registers = [new Registry()] as [Registry];
  const [registry] = registers;
  if (ofProcess.getMetricsAsArray().length === 0) {
    // The default looks at the event loop a hundred times a second, which is most of what an idle process would do.
    collectDefaultMetrics({ register: ofProcess, eventLoopMonitoringPrecision: 100 });
  }

  const finished = new Counter({
    name: "gaffer_jobs_finished_total",
    help: "Jobs that ended in a worker, by type and outcome.",
    labelNames: ["type", "outcome"],
    registers,
  });
  const attempts = new Counter({
    name: "gaffer_job_attempts_total",
    help: "Attempts that ended, by type and outcome. One that was released or lost is made again.",
    labelNames: ["type", "outcome"],
    registers,
  });
  const runTime = new Histogram({
    name: "gaffer_job_run_seconds",
    help: "How long attempts ran, by type.",
    labelNames: ["type"],
    buckets: buckets.run,
    registers,
  });
  const waitTime = new Histogram({
    name: "gaffer_job_wait_seconds",
    help: "How long jobs had been due when an attempt of them started, by type.",
    labelNames: ["type"],
    buckets: buckets.wait,
    registers,
  });
  const created = new Histogram({
    name: "gaffer_create_commit_jobs",
    help: "Jobs that were created in one commit.",
    buckets: buckets.commit,
    registers,
  });
  const settled = new Histogram({
    name: "gaffer_settle_commit_attempts",
    help: "Attempts whose outcomes were written in one commit.",
    buckets: buckets.commit,
    registers,
  });
  const found = new Counter({
    name: "gaffer_reconciler_findings_total",
    help: "What the reconciler found and settled. Only message_stale is ordinary.",
    labelNames: ["kind"],
    registers,
  });
  const lastPass = new Gauge({
    name: "gaffer_reconciler_last_pass_timestamp_seconds",
    help: "When the reconciler last finished a pass in this process; 0 when it hasn't.",
    registers,
  });
  const databaseErrors = new Counter({
    name: "gaffer_database_errors_total",
    help: "Connections and statements that failed, by kind.",
    labelNames: ["kind"],
    registers,
  });

  for (const kind of findings) found.inc({ kind }, 0);
  for (const kind of databaseErrorKinds) databaseErrors.inc({ kind }, 0);

  return {
    text: () => Registry.merge([ofProcess, registry]).metrics(),
    contentType: registry.contentType,
    knowTypes(user, system) {
      for (const type of [...user, ...system]) {
        for (const outcome of outcomes) finished.inc({ type, outcome }, 0);
        runTime.zero({ type });
      }
      // A system job has no row, so nobody knows how long it waited.
      for (const type of user) waitTime.zero({ type });
      queued.push(...user);
    },
    jobs: {
      attemptEnded({ type, outcome, waitSeconds, runSeconds }) {
        attempts.inc({ type, outcome });
        if (waitSeconds !== undefined) waitTime.observe({ type }, waitSeconds);
        if (runSeconds !== undefined) runTime.observe({ type }, runSeconds);
      },
      jobSettled({ type, status }) {
        if (outcomes.includes(status)) finished.inc({ type, outcome: status });
      },
      attemptsCommitted: (count) => settled.observe(count),
    },
    jobsCreated: (count) => created.observe(count),
    reconciled(pass) {
      lastPass.setToCurrentTime();
      for (const [kind, count] of Object.entries(pass)) found.inc({ kind }, count);
    },
    schedulesDecided: createScheduleMetrics(registers),
    databaseFailed: (kind) => databaseErrors.inc({ kind }),
    watchStreams(open) {
      new Gauge({
        name: "gaffer_live_streams",
        help: "Open live-update streams of this process.",
        registers,
        collect() {
          this.set(open());
        },
      });
    },
    watchBodies(heldBytes) {
      new Gauge({
        name: "gaffer_request_body_bytes",
        help: "How many bytes of request bodies this process holds in memory.",
        registers,
        collect() {
          this.set(heldBytes());
        },
      });
    },
    watchSlots(slots, used) {
      new Gauge({
        name: "gaffer_worker_slots",
        help: "How many jobs this process can run at once.",
        registers,
      }).set(slots);
      new Gauge({
        name: "gaffer_worker_slots_used",
        help: "How many jobs this process runs.",
        registers,
        collect() {
          this.set(used());
        },
      });
    },
    watchQueue: (read) => watchQueue(registers, queued, sparingly(read)),
    watchSystemJobs: (read) => watchSystemJobs(registers, sparingly(read)),
  };
}

/** Without an answer there are no numbers, rather than old ones; the rest is there all the same. */
function watchQueue(registers: [Registry], types: readonly string[], read: () => Promise<QueueDepth[]>): void {
  new Gauge({
    name: "gaffer_queue_jobs",
    help: "Pending jobs by type: in line, waiting beyond their organization's limit, or delayed until they are due.",
    labelNames: ["type", "state"],
    registers,
    async collect() {
      this.reset();
      const depths = await read().catch(() => undefined);
      if (!depths) return;
      for (const type of types) for (const state of ["in_line", "waiting", "delayed"]) this.set({ type, state }, 0);
      for (const { type, state, jobs } of depths) this.set({ type, state }, jobs);
    },
  });
  new Gauge({
    name: "gaffer_queue_oldest_age_seconds",
    help: "For how long the oldest pending job that is due has been so, by type; 0 when there is none.",
    labelNames: ["type"],
    registers,
    async collect() {
      this.reset();
      const depths = await read().catch(() => undefined);
      if (!depths) return;
      const ofType = Map.groupBy(depths, ({ type }) => type);
      for (const type of new Set([...types, ...ofType.keys()]))
        this.set({ type }, Math.max(0, ...(ofType.get(type) ?? []).map(({ oldestSeconds }) => oldestSeconds)));
    },
  });
}

function watchSystemJobs(registers: [Registry], read: () => Promise<SystemJobState[]>): void {
  new Gauge({
    name: "gaffer_system_job_overdue",
    help: "1 when a system job hasn't run for twice its interval, otherwise 0.",
    labelNames: ["job"],
    registers,
    async collect() {
      this.reset();
      const jobs = await read().catch(() => []);
      for (const { name, overdue } of jobs) this.set({ job: name }, overdue ? 1 : 0);
    },
  });
}

/** An answer is good for five seconds, or for twenty times as long as it took: however much waits, counting it takes a twentieth. */
function sparingly<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let last: Promise<Result> | undefined;
  let goodUntil = 0;
  return () => {
    if (last && performance.now() < goodUntil) return last;
    const startedAt = performance.now();
    goodUntil = Number.POSITIVE_INFINITY;
    last = read().finally(() => {
      const endedAt = performance.now();
      goodUntil = endedAt + Math.max(5_000, 20 * (endedAt - startedAt));
    });
    return last;
  };
}

const scheduleOutcomes = { underway: "started", missed: "missed", overlapped: "overlapped", refused: "refused" };

/** What the scheduler of this process decides on. */
function createScheduleMetrics(registers: [Registry]): (result: DueResult, at: Date) => void {
  const runs = new Counter({
    name: "gaffer_schedule_runs_total",
    help: "Runs of schedules that were due, by what was decided on them.",
    labelNames: ["outcome"],
    registers,
  });
  const lateness = new Histogram({
    name: "gaffer_schedule_lateness_seconds",
    help: "How long after it was due the job of a schedule's run was created.",
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  });
  for (const outcome of Object.values(scheduleOutcomes)) runs.inc({ outcome }, 0);

  return (result, at) => {
    for (const { outcome, scheduledAt } of result.runs) {
      runs.inc({ outcome: scheduleOutcomes[outcome as keyof typeof scheduleOutcomes] });
      if (outcome === "underway") lateness.observe((at.getTime() - scheduledAt.getTime()) / 1000);
    }
  };
}
