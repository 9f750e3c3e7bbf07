/** Runs one seed: starts all processes, injects the faults of its plan, waits for the end and checks the history. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { TestDatabase } from "../harness/database.ts";
import { takeDump } from "./audit.ts";
import { checkHistory } from "./checker.ts";
import { startLoad } from "./clients.ts";
import type { CrashCluster } from "./cluster.ts";
import { inject } from "./faults.ts";
import { createFleet, type Fleet, memberNames } from "./fleet.ts";
import type { ClientEntry, Effect, History, Violation } from "./history.ts";
import { makePlan, type Plan } from "./plan.ts";
import { openRecord, readRecord } from "./record.ts";
import { createOrgs, untilQuietOrStuck, watchStandings } from "./stage.ts";
import { until } from "./until.ts";

export interface SeedRun {
  plan: Plan;
  history: History;
  violations: Violation[];
  /** For each fault of the plan, in order: whether the fault met its condition, such as a running handler. */
  found: boolean[];
  seconds: number;
}

/** Runs a seed. The records and the processes' output are written to `folder`. */
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
  const orgs = await createOrgs(plan.orgs, database);
  await Promise.all(memberNames.map((name) => fleet.start(name)));
  const clientsFile = path.join(folder, "clients.jsonl");
  const load = startLoad({ plan, orgs, apiUrl: fleet.apiUrl, note: openRecord<ClientEntry>(clientsFile) });
  const watch = watchStandings(database);
  const effects = () => readRecord<Effect>(effectsFile);
  const startsSoFar = () => effects().filter(({ event }) => event === "started").length;
  const found: boolean[] = [];
  for (const fault of plan.faults) {
    const enough = startsSoFar() + fault.afterStarts;
    // The next fault comes after three seconds even if no more handlers start, because the load may be finished or
    // stuck.
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
    ended: fleet.ended(),
    ...left,
  };
  return { history, found };
}
