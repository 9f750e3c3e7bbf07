/** Does what a plan says, and returns when whoever was hit is back. */
import { setTimeout as wait } from "node:timers/promises";
import type { Load } from "./clients.ts";
import type { CrashCluster, CrashDatabase } from "./cluster.ts";
import type { Fleet } from "./fleet.ts";
import type { Effect } from "./history.ts";
import type { Fault, FaultKind } from "./plan.ts";
import { until } from "./until.ts";

export interface Surroundings {
  cluster: CrashCluster;
  database: CrashDatabase;
  fleet: Fleet;
  load: Load;
  effects: () => Effect[];
}

/** A commit, or a handler under way, is there at once while there is load. */
const opportunityMs = 3_000;

export const inject: Record<FaultKind, (fault: Fault, around: Surroundings) => Promise<void>> = {
  async killWorker({ member }, { fleet, effects }) {
    await until(() => isRunning(effects(), fleet.pid(member)), { deadlineMs: opportunityMs });
    await fleet.kill(member);
    await fleet.start(member);
  },

  async killApiAtCommit({ member }, { fleet }) {
    await loseCommit(fleet, member);
    await fleet.kill(member);
    await fleet.start(member);
  },

  async killPostgres({ forMs }, { cluster }) {
    await cluster.kill();
    // Every lease is over by then, and nobody has been able to say so.
    await wait(forMs);
    await cluster.restart();
  },

  async freezeWorker({ member, forMs }, { fleet, effects }) {
    const pid = fleet.pid(member);
    await until(() => isRunning(effects(), pid), { deadlineMs: opportunityMs });
    process.kill(pid, "SIGSTOP");
    await wait(forMs);
    process.kill(pid, "SIGCONT");
  },

  async cutConnections({ member }, { fleet }) {
    fleet.proxy(member).cut();
  },

  async stallConnections({ member, forMs, thenCut }, { fleet }) {
    const proxy = fleet.proxy(member);
    proxy.stall();
    await wait(forMs);
    if (thenCut) proxy.cut();
    proxy.resume();
  },

  async loseCommit({ member }, { fleet }) {
    await loseCommit(fleet, member);
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
    } finally {
      client.release(true);
    }
  },

  async stopWorker({ member }, { fleet, effects }) {
    await until(() => isRunning(effects(), fleet.pid(member)), { deadlineMs: opportunityMs });
    await fleet.stop(member);
    await fleet.start(member);
  },

  async killScheduler({ member }, { fleet }) {
    await fleet.kill(member);
    await fleet.start(member);
  },
};

async function loseCommit(fleet: Fleet, member: Fault["member"]): Promise<void> {
  const proxy = fleet.proxy(member);
  let lost = false;
  void proxy.loseNextCommit().then(() => {
    lost = true;
  });
  // Every millisecond counts: whoever has lost it must not get to do more.
  await until(() => lost, { deadlineMs: opportunityMs, everyMs: 1 });
  proxy.keepCommits();
}

function isRunning(effects: readonly Effect[], workerPid: number): boolean {
  const open = new Set<string>();
  for (const { event, nonce, workerPid: pid } of effects) {
    if (pid !== workerPid) continue;
    if (event === "started") open.add(nonce);
    else open.delete(nonce);
  }
  return open.size > 0;
}
