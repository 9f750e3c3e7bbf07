/** A few seeds of the crash harness; `npm run test:crash` runs many. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrashCluster, startCluster } from "./cluster.ts";
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

// A killed worker, API and PostgreSQL, a frozen worker, a lost commit and half-open connections are among them.
test.each([13, 15])(
  "Crash harness › seed %i: no acknowledged job is lost, and no stale result is kept",
  // A fault that shows only sometimes is what this looks for.
  { timeout: 120_000, retry: 0 },
  async (seed) => {
    const seedFolder = path.join(folder, `seed-${seed}`);
    await mkdir(seedFolder);
    const run = await runSeed(seed, cluster, seedFolder);
    expect(run.violations, describeRun(run)).toEqual([]);
  },
);
