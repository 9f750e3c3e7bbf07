/**
 * `npm run test:crash -- [--poison] [--seeds 20] [--first 1] [--seed n]`: runs seeds of the crash harness one after the
 * other. With `--poison`, runs seeds of the poison mix.
 */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { startCluster } from "./cluster.ts";
import { describePoison, runPoison } from "./poison.ts";
import { describeRun, summarise } from "./report.ts";
import { runSeed } from "./run-seed.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "20" },
    first: { type: "string", default: "1" },
    seed: { type: "string" },
    poison: { type: "boolean", default: false },
  },
});
const first = Number(values.seed ?? values.first);
const count = values.seed === undefined ? Number(values.seeds) : 1;
if (!Number.isInteger(first) || !Number.isInteger(count)) throw new Error("--seeds, --first and --seed are numbers");

const print = (text: string) => process.stdout.write(`${text}\n`);
const folder = await mkdtemp(path.join(tmpdir(), "gaffer-crash-"));
const cluster = await startCluster(folder);
let failed = false;
try {
  failed = values.poison ? await runPoisonSeeds() : await runFaultSeeds();
} finally {
  await cluster.stop();
}
if (!failed) await rm(folder, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;

/** Runs the seeds one after the other and prints the result of each when it ends. */
async function runSeeds<Run extends { violations: readonly unknown[] }>(
  run: (seed: number, seedFolder: string) => Promise<Run>,
  describe: (run: Run) => string,
): Promise<Run[]> {
  const runs: Run[] = [];
  for (let seed = first; seed < first + count; seed++) {
    const seedFolder = path.join(folder, `seed-${seed}`);
    await mkdir(seedFolder);
    const done = await run(seed, seedFolder);
    runs.push(done);
    print(describe(done));
    if (done.violations.length > 0) print(`  records and logs: ${seedFolder}`);
  }
  return runs;
}

async function runFaultSeeds(): Promise<boolean> {
  const runs = await runSeeds((seed, seedFolder) => runSeed(seed, cluster, seedFolder), describeRun);
  print(summarise(runs));
  return runs.some(({ violations }) => violations.length > 0);
}

async function runPoisonSeeds(): Promise<boolean> {
  const mix = { good: 2_000, poison: 20 };
  const runs = await runSeeds((seed, seedFolder) => runPoison(seed, mix, cluster, seedFolder), describePoison);
  const failed = runs.filter(({ violations }) => violations.length > 0);
  print(`${runs.length} seeds, ${failed.length} with violations`);
  return failed.length > 0;
}
