/**
 * A worker in its own process with the product's import; the created jobs do nothing. Before the chunk number
 * `PAUSE_BEFORE_CHUNK` it waits for SIGUSR2, and then prints the result of that chunk. A test starts it.
 */
import { once } from "node:events";
import { pino } from "pino";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/server/config.ts";
import { importHandlers } from "./import-handlers.ts";

const { TIMING = "{}", PAUSE_BEFORE_CHUNK } = process.env;
let chunks = 0;
const config = readConfig(process.env);
const app = await createApp({
  config,
  databaseUrl: config.databaseUrl ?? "",
  log: pino(),
  jobs: importHandlers(({ helpers }) => ({
    async enqueueAll(jobs, options) {
      if (++chunks !== Number(PAUSE_BEFORE_CHUNK)) return helpers.enqueueAll(jobs, options);
      const resumed = once(process, "SIGUSR2");
      process.stdout.write("paused\n");
      await resumed;
      const sent = helpers.enqueueAll(jobs, options);
      process.stdout.write(`sent: ${await sent.then(() => "created", String)}\n`);
      return sent;
    },
  })),
  timing: JSON.parse(TIMING),
});
await app.start();
process.stdout.write("started\n");
process.once("SIGTERM", () => void app.stop().then(() => process.exit(0)));
