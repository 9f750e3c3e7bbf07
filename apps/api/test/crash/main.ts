/** `npm run test:crash -- [--seeds 20] [--first 1] [--seed n]`: runs seeds of the crash harness one after the other. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { startCluster } from "./cluster.ts";
import { describeRun, summarise } from "./report.ts";
import { runSeed, type SeedRun } from "./run-seed.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "20" },
    first: { type: "string", default: "1" },
    seed: { type: "string" },
  },
});
const first = Number(values.seed ?? values.first);
const count = values.seed === undefined ? Number(values.seeds) : 1;
if (!Number.isInteger(first) || !Number.isInteger(count)) throw new Error("--seeds, --first and --seed are numbers");

const print = (text: string) => process.stdout.write(`${text}\n`);
const folder = await mkdtemp(path.join(tmpdir(), "gaffer-crash-"));
const cluster = await startCluster(folder);
const runs: SeedRun[] = [];
try {
  for (let seed = first; seed < first + count; seed++) {
    const seedFolder = path.join(folder, `seed-${seed}`);
    await mkdir(seedFolder);
    const run = await runSeed(seed, cluster, seedFolder);
    runs.push(run);
    print(describeRun(run));
    if (run.violations.length > 0) print(`  records and logs: ${seedFolder}`);
  }
} finally {
  await cluster.stop();
}
print(summarise(runs));
const failed = runs.length < count || runs.some(({ violations }) => violations.length > 0);
if (!failed) await rm(folder, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
