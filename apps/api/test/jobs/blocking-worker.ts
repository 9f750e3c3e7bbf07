/** A worker in its own process, whose handler blocks the event loop until a file exists. A test starts it. */
import { existsSync } from "node:fs";
import { pino } from "pino";
import { createApp } from "../../src/app.ts";
import { job } from "../../src/modules/jobs/handlers/registry.ts";
import { readConfig } from "../../src/server/config.ts";
import { withFailingOthers } from "../harness/failing-others.ts";
import { emptyProfile } from "../harness/test-gaffer.ts";

const { DATABASE_URL = "", DATA_DIR = "", UNTIL_FILE = "", TIMING = "{}" } = process.env;
const blocking = job("file:profile", {
  handler: async () => {
    process.stdout.write("blocking\n");
    while (!existsSync(UNTIL_FILE)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    return { output: emptyProfile };
  },
});

const app = await createApp({
  config: readConfig({ DATABASE_URL, DATA_DIR, ROLE: "worker" }),
  databaseUrl: DATABASE_URL,
  log: pino(),
  jobs: withFailingOthers([blocking]),
  timing: JSON.parse(TIMING),
});
await app.start();
process.stdout.write("started\n");
process.once("SIGTERM", () => void app.stop().then(() => process.exit(0)));
