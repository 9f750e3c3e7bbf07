import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["apps/*/test/**/*.test.ts", "packages/contracts/**/test/**/*.test.ts"],
    globalSetup: ["apps/api/test/harness/global-setup.ts"],
    env: { NODE_ENV: "test" },
    // One less than there are cores is the default, which is one of two; most files wait for the database anyway.
    maxWorkers: 4,
    // Long enough for a machine with much else to do: what hangs is found all the same.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
