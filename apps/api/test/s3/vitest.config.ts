import path from "node:path";
import { defineConfig } from "vitest/config";

/**
 * `npm run test:s3`: runs the storage tests against a real S3 server. The default test run uses an S3 server in its own
 * process.
 */
export default defineConfig({
  test: {
    root: path.join(import.meta.dirname, "../../../.."),
    include: ["apps/api/test/s3/*.swift.ts"],
    globalSetup: ["apps/api/test/harness/global-setup.ts", "apps/api/test/s3/global-setup.ts"],
    env: { NODE_ENV: "test" },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
