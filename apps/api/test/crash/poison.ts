/**
 * The poison mix: many good jobs and a few that crash or block their worker, on two workers that a supervisor restarts.
 * Every good job completes, and every poison job fails.
 */
import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import type { DemoOrg } from "../../src/demo/demo-org.ts";
import { takeDump } from "./audit.ts";
import { checkHistory } from "./checker.ts";
import type { CrashCluster } from "./cluster.ts";
import { createFleet, type Fleet, memberNames } from "./fleet.ts";
import type { ClientEntry, Effect, History, Violation } from "./history.ts";
import { createRandom, type Random } from "./random.ts";
import { openRecord, readRecord } from "./record.ts";
import { createOrgs, untilQuietOrStuck, watchStandings } from "./stage.ts";
import { type Behaviour, poisons, type Task, toRequest } from "./task.ts";

export interface PoisonRun {
  seed: number;
  violations: Violation[];
  good: number;
  poison: number;
  /** The number of worker crashes. */
  crashes: number;
  /** Good jobs that ran in quarantine. */
  quarantined: number;
  /** The largest number of lost attempts of a good job. */
  mostLost: number;
  /** The error codes of the poison jobs, with the number of jobs for each. */
  codes: Record<string, number>;
  seconds: number;
}

export interface PoisonMix {
  good: number;
  poison: number;
}

const fleetPlan = { orgLimit: 10, workerSlots: 4, poolSize: 5 };
const supervised = { hungAfterMs: 4_000, heapMb: 160 };
const goodWeights = { quick: 72, slow: 18, reporting: 5, failing: 3, finish: 2 } satisfies Partial<
  Record<Behaviour, number>
>;
/** The kinds of poison jobs. One in five poison jobs is isolated: its type always runs in its own process. */
const poisonKinds: readonly Behaviour[] = [
  ...poisons,
  ...poisons,
  ...poisons,
  ...poisons,
  "exit",
  "allocate",
  "loop",
  "exit",
];
const batchSize = 100;

export async function runPoison(
  seed: number,
  mix: PoisonMix,
  cluster: CrashCluster,
  folder: string,
): Promise<PoisonRun> {
  const startedAt = performance.now();
  await mkdir(path.join(folder, "data"), { recursive: true });
  const database = await cluster.createDatabase(`poison_${seed}`);
  const effectsFile = path.join(folder, "effects.jsonl");
  openRecord(effectsFile);
  const fleet = await createFleet({ plan: fleetPlan, databaseUrl: database.url, folder, effectsFile, supervised });
  try {
    const orgs = await createOrgs(3, database);
    await Promise.all(memberNames.map((name) => fleet.start(name)));
    const clientsFile = path.join(folder, "clients.jsonl");
    const watch = watchStandings(database);
    const tasks = makeTasks(createRandom(`poison ${seed}`), mix);
    await createJobs(tasks, { orgs, fleet, note: openRecord<ClientEntry>(clientsFile) });
    await untilQuietOrStuck(database);
    const standings = await watch.stop();
    const left = await takeDump(database.admin);
    const ends = await readEnds(database.admin);
    await fleet.stopAll();
    const history: History = {
      orgLimit: fleetPlan.orgLimit,
      clients: readRecord<ClientEntry>(clientsFile),
      effects: readRecord<Effect>(effectsFile),
      standings,
      ended: fleet.ended(),
      ...left,
    };
    return {
      seed,
      ...judge(history, tasks, ends),
      crashes: fleet.crashes(),
      seconds: (performance.now() - startedAt) / 1_000,
    };
  } finally {
    await fleet.killAll();
    await fleet.saveOutputs(folder);
    await database.drop();
  }
}

function makeTasks(random: Random, { good, poison }: PoisonMix): Task[] {
  const behaviours: Behaviour[] = [
    ...Array.from({ length: good }, () => random.weighted(goodWeights)),
    ...Array.from({ length: poison }, (_, index) => poisonKinds[index % poisonKinds.length] as Behaviour),
  ];
  return random.shuffle(behaviours).map((behaviour, number) => {
    const isLong = behaviour === "slow" && random.chance(0.05);
    return { behaviour, number, millis: isLong ? random.between(1_500, 3_000) : random.between(10, 150) };
  });
}

const isPoison = ({ behaviour }: Task) => poisonKinds.includes(behaviour);

function toJob(task: Task): object {
  // One attempt, so that no retry hides a failure. Only `failing` tasks have two, because they fail at their first
  // attempt.
  const maxAttempts = task.behaviour === "failing" ? 2 : 1;
  const loops = task.behaviour === "loop" || task.behaviour === "poisonLoop";
  return { ...toRequest(task), maxAttempts, timeoutSeconds: loops ? 2 : 60 };
}

interface Creating {
  orgs: readonly DemoOrg[];
  fleet: Fleet;
  note: (entry: ClientEntry) => void;
}

async function createJobs(tasks: readonly Task[], { orgs, fleet, note }: Creating): Promise<void> {
  for (let at = 0; at < tasks.length; at += batchSize) {
    const batch = tasks.slice(at, at + batchSize);
    const { orgId, apiKey } = orgs[(at / batchSize) % orgs.length] as DemoOrg;
    const key = randomUUID();
    note({ event: "create", key, orgId, numbers: batch.map(({ number }) => number) });
    const response = await fetch(`${fleet.apiUrl()}/v1/orgs/${orgId}/jobs/batch`, {
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify({ jobs: batch.map(toJob) }),
    });
    if (response.status !== 201)
      throw new Error(`creating jobs failed with status ${response.status}: ${await response.text()}`);
    const { jobs } = (await response.json()) as { jobs: { id: string }[] };
    for (const [index, { id }] of jobs.entries())
      note({ event: "acknowledged", key, orgId, number: batch[index]?.number ?? -1, jobId: id });
  }
}

interface JobEnd {
  id: string;
  lost: number;
  crashes: number;
  code: string | null;
}

async function readEnds(admin: pg.Pool): Promise<Map<string, JobEnd>> {
  const { rows } = await admin.query<JobEnd>(
    "select id, lost_attempts as lost, crashes, error ->> 'code' as code from gaffer.current_jobs",
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function judge(history: History, tasks: readonly Task[], ends: ReadonlyMap<string, JobEnd>) {
  const violations = checkHistory(history);
  const byNumber = new Map(tasks.map((task) => [task.number, task]));
  const codes: Record<string, number> = {};
  let quarantined = 0;
  let mostLost = 0;
  for (const { id, number, status } of history.jobs) {
    const task = byNumber.get(number) as Task;
    const { code, crashes = 0, lost = 0 } = ends.get(id) ?? {};
    if (isPoison(task)) {
      codes[code ?? "none"] = (codes[code ?? "none"] ?? 0) + 1;
      if (status !== "failed")
        violations.push({ rule: "poison fails", message: `job ${id} (${task.behaviour}) is ${status}` });
      continue;
    }
    if (crashes > 0) quarantined++;
    mostLost = Math.max(mostLost, lost);
    if (status !== "completed")
      violations.push({ rule: "good jobs complete", message: `job ${id} (${task.behaviour}) is ${status}: ${code}` });
  }
  const poison = tasks.filter(isPoison).length;
  if (history.jobs.length !== tasks.length)
    violations.push({ rule: "every job is there", message: `${history.jobs.length} of ${tasks.length} exist` });
  return { violations, codes, quarantined, mostLost, poison, good: tasks.length - poison };
}

export function describePoison(run: PoisonRun): string {
  const { seed, violations, seconds, good, poison, crashes, quarantined, mostLost, codes } = run;
  const lines = [
    `poison seed ${seed}: ${violations.length === 0 ? "ok" : `${violations.length} VIOLATIONS`} in ${seconds.toFixed(1)} s; ` +
      `${good} good and ${poison} poison jobs, ${crashes} crashes of workers, ${quarantined} good jobs in quarantine, ` +
      `at most ${mostLost} lost attempts of one; poison failed with ${JSON.stringify(codes)}`,
    ...violations.slice(0, 10).map(({ rule, message }) => `  ${rule}: ${message}`),
  ];
  if (violations.length > 0) lines.push(`  again: npm run test:crash -- --poison --seed ${seed}`);
  return lines.join("\n");
}
