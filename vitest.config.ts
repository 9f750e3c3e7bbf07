import path from "node:path";
import { configDefaults, defineConfig } from "vitest/config";
import { LongestFirst } from "./apps/api/test/lanes/longest-first.ts";
import { useMemoryForTemporaryFiles } from "./apps/api/test/lanes/temporary-folder.ts";
import { TestNameReporter } from "./apps/api/test/lanes/test-name-reporter.ts";

useMemoryForTemporaryFiles();

/** Tests that need neither a database nor another process: see docs/testing.md. */
const unit = ["apps/*/test/**/*.unit.test.ts", "packages/**/test/**/*.unit.test.ts"];
const handlers = ["apps/api/test/handlers/**/*.test.ts"];
const everything = ["apps/*/test/**/*.test.ts", "packages/**/test/**/*.test.ts"];
const noDatabaseOrProcess = ["apps/api/test/lanes/no-database-or-process.ts"];

export default defineConfig({
  test: {
    reporters: ["default", new TestNameReporter()],
    // Twice the cores of a small machine, because most files wait for the database, a process or a timer.
    maxWorkers: 4,
    // Workers keep loaded modules: reloading them for each file took a third of the suite's time. A test that changes a
    // module or the process must restore it.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    env: {
      NODE_ENV: "test",
      // Processes of tests share compiled code, which is half of the work of a start.
      NODE_COMPILE_CACHE: path.join(import.meta.dirname, "node_modules/.cache/compiled"),
    },
    // Long enough for a busy machine. A test that hangs still ends.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // KEEP_DATABASE=1 keeps the run open until Ctrl-C.
    teardownTimeout: process.env.KEEP_DATABASE === "1" ? 2 ** 31 - 1 : 60_000,
    expect: { poll: { timeout: 30_000 } },
    retry: 0,
    projects: [
      { extends: true, test: { name: "unit", include: unit, setupFiles: noDatabaseOrProcess } },
      { extends: true, test: { name: "handlers", include: handlers, setupFiles: noDatabaseOrProcess } },
      {
        extends: true,
        test: {
          name: "system",
          include: everything,
          exclude: [...configDefaults.exclude, ...unit, ...handlers],
          setupFiles: ["apps/api/test/lanes/no-running-app.ts"],
          globalSetup: ["apps/api/test/harness/global-setup.ts", "apps/web/test/global-setup.ts"],
        },
      },
    ],
  },
});
