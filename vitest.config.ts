import path from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["apps/*/test/**/*.test.ts", "packages/contracts/**/test/**/*.test.ts"],
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
    // Long enough for a machine with much else to do: what hangs is found all the same.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
    // Many tests stop, freeze and race real processes, on machines that have other things to do. One that fails is run once more,
    // and the report says of which that was true: "(retry x1)". A property that was found false isn't true the second time.
    retry: { count: 1, condition: /^(?!Property failed)/ },
  },
});
