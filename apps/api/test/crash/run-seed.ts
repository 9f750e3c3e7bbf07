/** One seed: starts everything, does what its plan says, waits until all is quiet, and has the history checked. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { createPool } from "../../src/db/pools.ts";
import { createOrgWithKey } from "../../src/demo/demo-org.ts";
import type { TestDatabase } from "../harness/database.ts";
import { countWrites, isQuiet, takeDump, takeStandings } from "./audit.ts";
import { checkHistory } from "./checker.ts";
import { startLoad } from "./clients.ts";
import type { CrashCluster } from "./cluster.ts";
import { inject } from "./faults.ts";
import { createFleet, type Fleet, memberNames } from "./fleet.ts";
import type { ClientEntry, Effect, History, Standing, Violation } from "./history.ts";
import { makePlan, type Plan } from "./plan.ts";
import { openRecord, readRecord } from "./record.ts";
import { until } from "./until.ts";

export interface SeedRun {
  plan: Plan;
  history: History;
  violations: Violation[];
  /** Which of the faults found what they are for. */
  found: boolean[];
  seconds: number;
}

/** No backoff, timeout or lease of the load is longer than a few seconds: when nothing was written for so long, nothing will be. */
const stuckAfterMs = 10_000;
const quietWithinMs = 120_000;
const standingsEveryMs = 150;

/** `folder` gets the records, and what the processes printed. */
export async function runSeed(seed: number, cluster: CrashCluster, folder: string): Promise<SeedRun> {
  const startedAt = performance.now();
  const plan = makePlan(seed);
  await mkdir(path.join(folder, "data"), { recursive: true });
  const database = await cluster.createDatabase(`crash_${seed}`);
  const effectsFile = path.join(folder, "effects.jsonl");
  openRecord(effectsFile);
  const fleet = await createFleet({ plan, databaseUrl: database.url, folder, effectsFile });
  try {
    const { history, found } = await runPlan(plan, { cluster, database, fleet, folder, effectsFile });
    const seconds = (performance.now() - startedAt) / 1_000;
    return { plan, history, found, violations: checkHistory(history), seconds };
  } finally {
    await fleet.killAll();
    await fleet.saveOutputs(folder);
    await database.drop();
  }
}

interface Stage {
  cluster: CrashCluster;
  database: TestDatabase;
  fleet: Fleet;
  folder: string;
  effectsFile: string;
}

async function runPlan(plan: Plan, { cluster, database, fleet, folder, effectsFile }: Stage) {
  const orgs = await createOrgs(plan, database);
  await Promise.all(memberNames.map((name) => fleet.start(name)));
  const clientsFile = path.join(folder, "clients.jsonl");
  const load = startLoad({ plan, orgs, apiUrl: fleet.apiUrl, note: openRecord<ClientEntry>(clientsFile) });
  const watch = watchStandings(database);
  const effects = () => readRecord<Effect>(effectsFile);
  const startsSoFar = () => effects().filter(({ event }) => event === "started").length;
  const found: boolean[] = [];
  for (const fault of plan.faults) {
    const enough = startsSoFar() + fault.afterStarts;
    // A load that is through, or stuck, must not keep the next fault away.
    await until(() => startsSoFar() >= enough, { deadlineMs: 3_000 });
    found.push(await inject[fault.kind](fault, { cluster, database, fleet, load, effects }));
  }
  await load.stop();
  await untilQuietOrStuck(database);
  const standings = await watch.stop();
  const left = await takeDump(database.admin);
  await fleet.stopAll();
  const history: History = {
    orgLimit: plan.orgLimit,
    clients: readRecord<ClientEntry>(clientsFile),
    effects: effects(),
    standings,
    databaseKills: cluster.kills(),
    ended: fleet.ended(),
    ...left,
  };
  return { history, found };
}

/** What is left over by then is for the checker to find. */
async function untilQuietOrStuck({ admin }: TestDatabase): Promise<void> {
  let last = { writes: -1, at: 0 };
  const isOver = async () => {
    const writes = await countWrites(admin);
    if (writes !== last.writes) last = { writes, at: performance.now() };
    return (await isQuiet(admin)) || performance.now() - last.at > stuckAfterMs;
  };
  await until(() => isOver().catch(() => false), { deadlineMs: quietWithinMs, everyMs: 100 });
}

async function createOrgs(plan: Plan, database: TestDatabase) {
  const pool = createPool(database.url, "gaffer_api", { max: 1 });
  try {
    const orgs = [];
    for (let index = 0; index < plan.orgs; index++) {
      const names = { org: `org ${index}`, email: `owner-${index}@example.com`, key: "crash", plan: "enterprise" };
      orgs.push(await createOrgWithKey(pool, new Date(), names));
    }
    return orgs;
  } finally {
    await pool.end();
  }
}

/** Takes snapshots until it is told to stop, as often as the database answers. */
function watchStandings({ admin }: TestDatabase) {
  const taken: Standing[] = [];
  let stopped = false;
  const watching = until(
    async () => {
      // While PostgreSQL is down there is nothing to see.
      taken.push(...(await takeStandings(admin).catch(() => [])));
      return stopped;
    },
    { deadlineMs: Number.POSITIVE_INFINITY, everyMs: standingsEveryMs },
  );
  return {
    async stop() {
      stopped = true;
      await watching;
      return taken;
    },
  };
}
