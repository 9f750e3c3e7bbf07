/** Prometheus metrics. No metric has a label per organization, because their number is unbounded. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { type DatabaseErrorKind, databaseErrorKinds } from "../db/watch-errors.ts";
import { type Findings, findings, type Outcome, type QueueDepth } from "../modules/jobs/index.ts";
import type { DueResult } from "../modules/schedules/services/run-due.ts";

type SystemJobState = { name: string; overdue: boolean };

export interface Metrics {
  /** All metrics in Prometheus' text format. */
  text(): Promise<string>;
  contentType: string;
  /** Creates the series of these types at zero. `rate` ignores the first increase of a series that starts later. */
  addTypes(user: readonly string[], system: readonly string[]): void;
  /** `waitSeconds`: how long the job had been due. Absent for a system job, which has no row, and for a lost attempt. */
  attemptEnded(attempt: { type: string; outcome: Outcome["kind"]; waitSeconds?: number; runSeconds?: number }): void;
  /** A job has this status after the commit: `pending` if another attempt follows. */
  jobSettled(job: { type: string; status: string }): void;
  attemptsCommitted(inOneCommit: number): void;
  jobsCreated(inOneCommit: number): void;
  reconciled(found: Findings): void;
  schedulesDecided(result: DueResult, at: Date): void;
  databaseFailed(kind: DatabaseErrorKind): void;
  /** Registers metrics of the worker's slots. `used` is called at each scrape. */
  watchSlots(slots: number, used: () => number): void;
  watchStreams(open: () => number): void;
  watchBodies(heldBytes: () => number): void;
  watchQueue(read: () => Promise<QueueDepth[]>): void;
  watchSystemJobs(read: () => Promise<SystemJobState[]>): void;
}

const outcomes = ["completed", "failed", "cancelled"];

/** Bucket limits in seconds; `commit`: in items. */
const buckets = {
  wait: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 21_600],
  run: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600],
  commit: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
};

/** Metrics of the process. They are shared by all apps, because Node's measurements can't be stopped. */
const processRegistry = new Registry();

/** Creates the metrics of an app, in its own registry. */
export function createMetrics(): Metrics {
  const queued: string[] = [];
  const registers = [new Registry()] as [Registry];
  const [registry] = registers;
  if (processRegistry.getMetricsAsArray().length === 0) {
    // The default samples the event loop a hundred times a second, which is most of the work of an idle process.
    collectDefaultMetrics({ register: processRegistry, eventLoopMonitoringPrecision: 100 });
  }

  const finished = new Counter({
    name: "gaffer_jobs_finished_total",
    help: "Jobs that ended in a worker, by type and outcome.",
    labelNames: ["type", "outcome"],
    registers,
  });
  const attempts = new Counter({
    name: "gaffer_job_attempts_total",
    help: "Attempts that ended, by type and outcome. A released or lost attempt is repeated.",
    labelNames: ["type", "outcome"],
    registers,
  });
  const runTime = new Histogram({
    name: "gaffer_job_run_seconds",
    help: "Run time of attempts, by type.",
    labelNames: ["type"],
    buckets: buckets.run,
    registers,
  });
  const waitTime = new Histogram({
    name: "gaffer_job_wait_seconds",
    help: "Time from when a job was due to the start of its attempt, by type.",
    labelNames: ["type"],
    buckets: buckets.wait,
    registers,
  });
  const created = new Histogram({
    name: "gaffer_create_commit_jobs",
    help: "Number of jobs created per commit.",
    buckets: buckets.commit,
    registers,
  });
  const settled = new Histogram({
    name: "gaffer_settle_commit_attempts",
    help: "Number of outcomes written per commit.",
    buckets: buckets.commit,
    registers,
  });
  const found = new Counter({
    name: "gaffer_reconciler_findings_total",
    help: "Differences that the reconciler repaired, by kind. Only message_stale occurs in normal operation.",
    labelNames: ["kind"],
    registers,
  });
  const lastPass = new Gauge({
    name: "gaffer_reconciler_last_pass_timestamp_seconds",
    help: "Time of the reconciler's last pass in this process. 0: none.",
    registers,
  });
  const databaseErrors = new Counter({
    name: "gaffer_database_errors_total",
    help: "Failed connections and statements, by kind.",
    labelNames: ["kind"],
    registers,
  });

  for (const kind of findings) found.inc({ kind }, 0);
  for (const kind of databaseErrorKinds) databaseErrors.inc({ kind }, 0);

  return {
    text: () => Registry.merge([processRegistry, registry]).metrics(),
    contentType: registry.contentType,
    addTypes(user, system) {
      for (const type of [...user, ...system]) {
        for (const outcome of outcomes) finished.inc({ type, outcome }, 0);
        runTime.zero({ type });
      }
      // The wait time of a system job is unknown, because it has no row.
      for (const type of user) waitTime.zero({ type });
      queued.push(...user);
    },
    attemptEnded({ type, outcome, waitSeconds, runSeconds }) {
      attempts.inc({ type, outcome });
      if (waitSeconds !== undefined) waitTime.observe({ type }, waitSeconds);
      if (runSeconds !== undefined) runTime.observe({ type }, runSeconds);
    },
    jobSettled({ type, status }) {
      if (outcomes.includes(status)) finished.inc({ type, outcome: status });
    },
    attemptsCommitted: (count) => settled.observe(count),
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
        help: "Memory of this process for request bodies.",
        registers,
        collect() {
          this.set(heldBytes());
        },
      });
    },
    watchSlots(slots, used) {
      new Gauge({
        name: "gaffer_worker_slots",
        help: "Number of worker slots of this process.",
        registers,
      }).set(slots);
      new Gauge({
        name: "gaffer_worker_slots_used",
        help: "Number of jobs that this process runs.",
        registers,
        collect() {
          this.set(used());
        },
      });
    },
    watchQueue: (read) => watchQueue(registers, queued, cached(read)),
    watchSystemJobs: (read) => watchSystemJobs(registers, cached(read)),
  };
}

/**
 * Registers the metrics of the queue. If `read` fails, they are absent, so that no old number is shown. Other metrics
 * are unaffected.
 */
function watchQueue(registers: [Registry], types: readonly string[], read: () => Promise<QueueDepth[]>): void {
  new Gauge({
    name: "gaffer_queue_jobs",
    help: "Pending jobs by type and state: queued, parked (above their organization's limit) or delayed (not due yet).",
    labelNames: ["type", "state"],
    registers,
    async collect() {
      this.reset();
      const depths = await read().catch(() => undefined);
      if (!depths) return;
      for (const type of types)
        for (const state of ["queued", "parked", "delayed", "held"]) this.set({ type, state }, 0);
      for (const { type, state, jobs } of depths) this.set({ type, state }, jobs);
    },
  });
  new Gauge({
    name: "gaffer_queue_oldest_age_seconds",
    help: "Time since the oldest pending job became due, by type. 0: none.",
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
    help: "1 if a system job hasn't run for twice its interval, otherwise 0.",
    labelNames: ["job"],
    registers,
    async collect() {
      this.reset();
      const jobs = await read().catch(() => []);
      for (const { name, overdue } of jobs) this.set({ job: name }, overdue ? 1 : 0);
    },
  });
}

/**
 * Caches a result for five seconds, or twenty times its duration if that is longer. So at most a twentieth of the time
 * goes into queries.
 */
function cached<Result>(read: () => Promise<Result>): () => Promise<Result> {
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

const scheduleOutcomes = {
  running: "started",
  missed: "missed",
  overlapped: "overlapped",
  refused: "refused",
};

/** Counts the runs that this process's scheduler decides on. */
function createScheduleMetrics(registers: [Registry]): (result: DueResult, at: Date) => void {
  const runs = new Counter({
    name: "gaffer_schedule_runs_total",
    help: "Due runs of schedules, by outcome.",
    labelNames: ["outcome"],
    registers,
  });
  const lateness = new Histogram({
    name: "gaffer_schedule_lateness_seconds",
    help: "Time from when a schedule's run was due to the creation of its job.",
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  });
  for (const outcome of Object.values(scheduleOutcomes)) runs.inc({ outcome }, 0);

  return (result, at) => {
    for (const { status, scheduledAt } of result.runs) {
      runs.inc({ outcome: scheduleOutcomes[status as keyof typeof scheduleOutcomes] });
      if (status === "running") lateness.observe((at.getTime() - scheduledAt.getTime()) / 1000);
    }
  };
}
