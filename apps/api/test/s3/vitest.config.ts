import path from "node:path";
import { defineConfig } from "vitest/config";

/** `npm run test:s3`: what the suite runs against an S3 of its own process, against a real one. */
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
