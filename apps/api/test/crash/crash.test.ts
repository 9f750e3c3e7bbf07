/** Runs a few seeds of the crash harness. `npm run test:crash` runs many. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrashCluster, startCluster } from "./cluster.ts";
import { describePoison, runPoison } from "./poison.ts";
import { describeRun } from "./report.ts";
import { runSeed } from "./run-seed.ts";

let folder: string;
let cluster: CrashCluster;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "gaffer-crash-"));
  cluster = await startCluster(folder);
});
afterAll(async () => {
  await cluster.stop();
  await rm(folder, { recursive: true, force: true });
});

/** No retry: a fault that shows only sometimes must fail the test. */
const options = { timeout: 120_000, retry: 0 };

test.each([16])(
  "Crash harness › seed %i: loses no acknowledged job and keeps no stale result",
  options,
  async (seed) => {
    const seedFolder = path.join(folder, `seed-${seed}`);
    await mkdir(seedFolder);
    const run = await runSeed(seed, cluster, seedFolder);
    expect(run.violations, describeRun(run)).toEqual([]);
  },
);

test("Crash harness › poison mix: good jobs complete and poison jobs fail", options, async () => {
  const seedFolder = path.join(folder, "poison");
  await mkdir(seedFolder);
  const run = await runPoison(1, { good: 60, poison: 4 }, cluster, seedFolder);
  expect(run.violations, describePoison(run)).toEqual([]);
  expect(run.crashes).toBeGreaterThan(0);
});
