import { afterEach, beforeEach } from "vitest";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { startTestGaffer, type TestGaffer, type TestGafferOptions } from "../harness/test-gaffer.ts";
import { systemApi } from "./system-api.ts";

/** Processes on one database, which each test of the file has for itself. They are stopped when it is over. */
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
    /** Before the test is over. */
    async stop(gaffer: TestGaffer): Promise<void> {
      started.splice(started.indexOf(gaffer), 1);
      await gaffer.stop();
    },
  };
}
