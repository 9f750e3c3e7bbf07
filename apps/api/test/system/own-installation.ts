import { afterEach, beforeEach } from "vitest";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { startTestGaffer, type TestGaffer, type TestGafferOptions } from "../harness/test-gaffer.ts";
import { systemApi } from "./system-api.ts";

/** Processes on one database per test. They are stopped after the test. */
export function ownInstallation() {
  let database: TestDatabase;
  const started: TestGaffer[] = [];
  beforeEach(async () => {
    database = await cloneDatabase();
  });
  afterEach(async () => {
    for (const gaffer of started.splice(0).reverse()) await gaffer.stop();
    await database.drop();
  });
  return {
    database: () => database,
    async start(options: TestGafferOptions = {}) {
      const gaffer = await startTestGaffer({ database, ...options });
      started.push(gaffer);
      return { gaffer, ...systemApi(gaffer) };
    },
    /** Stops a process before the test ends. */
    async stop(gaffer: TestGaffer): Promise<void> {
      started.splice(started.indexOf(gaffer), 1);
      await gaffer.stop();
    },
  };
}
