/** Injects the faults of a plan. Each injection returns when the affected process works again. */
import { setTimeout as wait } from "node:timers/promises";
import type { TestDatabase } from "../harness/database.ts";
import type { Load } from "./clients.ts";
import type { CrashCluster } from "./cluster.ts";
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

/**
 * Injects each kind of fault. Resolves to whether the fault met its condition: a running handler, a commit, or a worker
 * with a running job.
 */
export const inject: Record<FaultKind, (fault: Fault, around: Surroundings) => Promise<boolean>> = {
  async killWorker({ member }, { fleet, effects }) {
    const found = await until(() => isRunning(effects(), fleet.pid(member)), { deadlineMs: opportunityMs });
    await fleet.kill(member);
    await fleet.start(member);
    return found;
  },

  async killApiAtCommit({ member }, { fleet }) {
    const found = await loseCommit(fleet, member);
    await fleet.kill(member);
    await fleet.start(member);
    return found;
  },

  async killPostgres({ forMs }, { cluster, effects }) {
    const earlier = effects().length;
    const hasJustStarted = () =>
      effects()
        .slice(earlier)
        .some(({ event }) => event === "started");
    // A kill right after a handler's start would lose the attempt if its claim weren't durable.
    const found = await until(hasJustStarted, { deadlineMs: opportunityMs, everyMs: 1 });
    await cluster.kill();
    // While PostgreSQL is down, every lease expires and no worker can renew its lease.
    await wait(forMs);
    await cluster.restart();
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

  loseCommit({ member }, { fleet }) {
    return loseCommit(fleet, member);
  },

  async fillPool({ forMs }, { database, load }) {
    const client = await database.admin.connect();
    try {
      await client.query("begin");
      await client.query("select from gaffer.org_loads for update");
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

  async killScheduler({ member }, { fleet }) {
    await fleet.kill(member);
    await fleet.start(member);
    return true;
  },
};

async function loseCommit(fleet: Fleet, member: Fault["member"]): Promise<boolean> {
  const proxy = fleet.proxy(member);
  let lost = false;
  void proxy.loseNextCommit().then(() => {
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
