import path from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Those that take half a minute and more, the longest first. One that begins late is waited for by everybody. */
const long = [
  "apps/web/test/browser.test.ts",
  "scripts/new-job.test.ts",
  "process/start-again.test.ts",
  "system/second-crons.test.ts",
  "contract/fuzz.test.ts",
  "crash/crash.test.ts",
  "isolation/isolated-jobs.test.ts",
  "db/worker.test.ts",
];

/** Without times of earlier runs files are sorted by their size, which says little of how long they take. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => long.findIndex((name) => moduleId.endsWith(name)) + 1 || 99;
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    include: ["apps/*/test/**/*.test.ts", "packages/**/test/**/*.test.ts"],
    globalSetup: ["apps/api/test/harness/global-setup.ts", "apps/web/test/global-setup.ts"],
    env: {
      NODE_ENV: "test",
      // Processes that tests start compile what others have compiled only once, which is half of the work of a start.
      NODE_COMPILE_CACHE: path.join(import.meta.dirname, "node_modules/.cache/compiled"),
    },
    // Files share the modules that a worker has loaded: loading them again for each took a third of the suite's time. So whoever
    // changes something of a module, or of the process, changes it back.
    isolate: false,
    // One less than there are cores is the default, which is one of two; most files wait for the database anyway.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    // Long enough for a machine with much else to do: what hangs is found all the same.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
    // Many tests stop, freeze and race real processes, on machines that have other things to do. One that fails is run once more,
    // and the report says of which that was true: "(retry x1)". A property that was found false isn't true the second time.
    retry: { count: 1, condition: /^(?!Property failed)/ },
  },
});
