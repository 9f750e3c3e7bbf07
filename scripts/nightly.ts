/**
 * `npm run test:nightly` runs the suites that are too slow for every commit. `npm run test:nightly -- s3` runs one.
 * Exits with 1 if a suite failed, after all have run.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";

interface Suite {
  /** Arguments of the Node.js process that runs the suite. */
  command: string[];
  env?: Record<string, string>;
}

const root = path.join(import.meta.dirname, "..");
const vitest = ["node_modules/vitest/vitest.mjs", "run"];

const suites: Record<string, Suite> = {
  crash: { command: ["apps/api/test/crash/main.ts", "--seeds", "20"] },
  poison: { command: ["apps/api/test/crash/main.ts", "--poison", "--seeds", "20"] },
  s3: { command: [...vitest, "--config", "apps/api/test/s3/vitest.config.ts"] },
  fuzz: { command: [...vitest, "contract/fuzz.test.ts"], env: { FUZZ_RUNS: "300" } },
  recipes: { command: [...vitest, "scripts/recipes.test.ts"], env: { RECIPES: "all" } },
  native: { command: ["scripts/test-native-package.ts"] },
  restarts: { command: [...vitest, "process/restart.test.ts"], env: { RESTARTS: "1000" } },
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in suites));
if (unknown.length > 0) {
  process.stderr.write(
    `nightly: no suite is called ${unknown.join(", ")}; there are ${Object.keys(suites).join(", ")}\n`,
  );
  process.exit(2);
}

const failed = Object.entries(suites)
  .filter(([name]) => wanted.length === 0 || wanted.includes(name))
  .filter(([name, { command, env }]) => {
    process.stdout.write(`\nnightly: ${name}\n`);
    return (
      spawnSync(process.execPath, command, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } }).status !==
      0
    );
  })
  .map(([name]) => name);

process.stdout.write(failed.length > 0 ? `\nnightly: failed: ${failed.join(", ")}\n` : "\nnightly: all passed\n");
process.exitCode = failed.length > 0 ? 1 : 0;
