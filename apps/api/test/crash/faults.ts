/** Injects the faults of a plan. Each injection returns when the affected process works again. */
import { setTimeout as wait } from "node:timers/promises";
import type { TestDatabase } from "../harness/database.ts";
import type { Load } from "./clients.ts";
import type { CrashCluster } from "./cluster.ts";
import { type FaultPoint, failCommits, holdPoint, noticeOf } from "./fault-points.ts";
import type { Fleet } from "./fleet.ts";
import type { Effect } from "./history.ts";
import type { Fault, FaultKind } from "./plan.ts";
import { until } from "./until.ts";

export interface Surroundings {
  cluster: CrashCluster;
  database: TestDatabase;
  fleet: Fleet;
  load: Load;
  effects: () => Effect[];
}

/** How long a fault waits for its condition, such as a commit or a running handler. Under load this time is enough. */
const opportunityMs = 3_000;
/** Time in which another worker takes over the jobs of a lost one: a few leases, because the machine may be busy. */
const takenOverWithinMs = 6_000;
/** How long more outcomes may take to wait behind a held commit. */
const bundleWithinMs = 300;

/**
 * Injects each kind of fault. Resolves to whether the fault met its condition: a running handler, a commit, or a worker
 * with a running job.
 */
export const inject: Record<FaultKind, Inject> = {
  async killWorker(fault, around) {
    const { fleet, effects } = around;
    const found = await until(() => isRunning(effects(), fleet.pid(fault.member)), { deadlineMs: opportunityMs });
    await killMember(fault, around);
    return found;
  },

  async killApiAtCommit(fault, around) {
    const found = await loseCommit(fault, around);
    await killMember(fault, around);
    return found;
  },

  async killPostgres(fault, around) {
    const { effects } = around;
    const earlier = effects().length;
    const hasJustStarted = () =>
      effects()
        .slice(earlier)
        .some(({ event }) => event === "started");
    // A kill right after a handler's start would lose the attempt if its claim weren't durable.
    const found = await until(hasJustStarted, { deadlineMs: opportunityMs, everyMs: 1 });
    await killDatabase(fault, around);
    return found;
  },

  async freezeWorker({ member, forMs }, { fleet, effects }) {
    const pid = fleet.pid(member);
    await until(() => runsOf(effects(), pid).length > 1, { deadlineMs: opportunityMs });
    process.kill(pid, "SIGSTOP");
    const found = await untilTakenOver(effects, pid, forMs);
    process.kill(pid, "SIGCONT");
    return found;
  },

  async cutConnections({ member }, { fleet }) {
    const found = fleet.proxy(member).connections() > 0;
    fleet.proxy(member).cut();
    return found;
  },

  async stallConnections({ member, forMs, thenCut }, { fleet, effects }) {
    const proxy = fleet.proxy(member);
    const isWorker = member !== "api";
    // Waits for a running job on a worker only: no other process can take over work of the API.
    if (isWorker) await until(() => runsOf(effects(), fleet.pid(member)).length > 1, { deadlineMs: opportunityMs });
    proxy.stall();
    const found = await untilTakenOver(effects, fleet.pid(member), forMs);
    if (thenCut) proxy.cut();
    proxy.resume();
    return found || !isWorker;
  },

  loseCommit,

  async fillPool({ forMs }, { database, load }) {
    const client = await database.admin.connect();
    try {
      await client.query("begin");
      await client.query("select from gaffer.org_loads order by org_id for update");
      const answers = load.burst(40);
      await wait(forMs);
      await client.query("commit");
      await answers;
      return true;
    } finally {
      client.release(true);
    }
  },

  async stopWorker({ member }, { fleet, effects }) {
    const found = await until(() => isRunning(effects(), fleet.pid(member)), { deadlineMs: opportunityMs });
    await fleet.stop(member);
    await fleet.start(member);
    return found;
  },

  async killScheduler(fault, around) {
    await killMember(fault, around);
    return true;
  },

  killWorkerAtClaim: atCommit("claim", killMember),
  killPostgresAtClaim: atCommit("claim", killDatabase),
  killWorkerAfterClaim: afterCommit("claim", killMember),
  killPostgresAfterClaim: afterCommit("claim", killDatabase),
  killWorkerAtOutcome: atCommit("outcome", killMember),
  killPostgresAtOutcome: atCommit("outcome", killDatabase),
  killWorkerAfterOutcome: afterCommit("outcome", killMember),
  killPostgresAfterOutcome: afterCommit("outcome", killDatabase),
  loseClaim: afterCommit("claim"),
  loseOutcome: afterCommit("outcome"),

  async freezeWorkerAfterClaim({ member }, { fleet, database }) {
    const pid = fleet.pid(member);
    const held = await holdPoint(database, "claim", pid);
    const reached = await held.reached(opportunityMs);
    process.kill(pid, "SIGSTOP");
    held.release();
    const heldJobs = async () => {
      const { rows } = await database.admin.query(
        "select count(*)::int as held from gaffer.open_jobs where worker_id in (select id from crash.workers where pid = $1)",
        [pid],
      );
      return rows[0].held as number;
    };
    // Another worker can't declare all jobs lost: an open transaction of the frozen worker may lock some.
    const earlier = await heldJobs();
    const lost = reached && (await until(async () => (await heldJobs()) < earlier, { deadlineMs: takenOverWithinMs }));
    process.kill(pid, "SIGCONT");
    return lost;
  },

  failCommits({ member, commitError: code, forMs }, { fleet, database }) {
    return failCommits(database, { workerPid: fleet.pid(member), code, forMs });
  },
};

async function killMember({ member }: Fault, { fleet }: Surroundings): Promise<void> {
  await fleet.kill(member);
  await fleet.start(member);
}

async function killDatabase({ forMs }: Fault, { cluster }: Surroundings): Promise<void> {
  await cluster.kill();
  // While PostgreSQL is down, every lease expires and no worker can renew its lease.
  await wait(forMs);
  await cluster.restart();
}

type Inject = (fault: Fault, around: Surroundings) => Promise<boolean>;

/** Kills while a transaction of the worker waits just before its commit. */
function atCommit(point: FaultPoint, kill: (fault: Fault, around: Surroundings) => Promise<void>): Inject {
  return async (fault, around) => {
    const { fleet, database, effects } = around;
    const pid = fleet.pid(fault.member);
    const held = await holdPoint(database, point, pid);
    const found = await held.reached(opportunityMs);
    // Lets more handlers of the worker end, whose outcomes then wait for the next commit.
    const finished = () => effects().filter((effect) => effect.event === "finished" && effect.workerPid === pid).length;
    const earlier = finished();
    if (point === "outcome") await until(() => finished() > earlier + 1, { deadlineMs: bundleWithinMs });
    const killing = kill(fault, around);
    held.release();
    await killing;
    return found;
  };
}

/** Resets the worker's connection after a commit, before the response, and then kills. */
function afterCommit(point: FaultPoint, kill?: (fault: Fault, around: Surroundings) => Promise<void>): Inject {
  return async (fault, around) => {
    const found = await loseCommit(fault, around, noticeOf(point, around.fleet.pid(fault.member)));
    await kill?.(fault, around);
    return found;
  };
}

async function loseCommit({ member }: Fault, { fleet }: Surroundings, notice?: string): Promise<boolean> {
  const proxy = fleet.proxy(member);
  let lost = false;
  void proxy.loseNextCommit(notice).then(() => {
    lost = true;
  });
  // Checks every millisecond, so that the caller can kill the process directly after the lost commit.
  await until(() => lost, { deadlineMs: opportunityMs, everyMs: 1 });
  proxy.keepCommits();
  return lost;
}

/** The unfinished runs of a worker's handlers. */
function runsOf(effects: readonly Effect[], workerPid: number): Effect[] {
  const finished = new Set(effects.filter(({ event }) => event === "finished").map(({ nonce }) => nonce));
  return effects.filter(
    ({ event, nonce, workerPid: pid }) => event === "started" && pid === workerPid && !finished.has(nonce),
  );
}

function isRunning(effects: readonly Effect[], workerPid: number): boolean {
  return runsOf(effects, workerPid).length > 0;
}

/**
 * Waits until another worker has started a job that this worker was running. The stale result of this worker then
 * arrives while the other attempt runs, which tests the fencing best. Returns whether that happened in time. Without a
 * running job, waits for `idleMs` and returns false.
 */
async function untilTakenOver(effects: () => Effect[], workerPid: number, idleMs: number): Promise<boolean> {
  const begun = runsOf(effects(), workerPid);
  const isTakenOver = () =>
    effects().some(
      (effect) =>
        effect.event === "started" &&
        effect.workerPid !== workerPid &&
        begun.some(({ jobId, attempt }) => jobId === effect.jobId && attempt < effect.attempt),
    );
  if (begun.length > 0) return until(isTakenOver, { deadlineMs: takenOverWithinMs });
  await wait(idleMs);
  return false;
}
