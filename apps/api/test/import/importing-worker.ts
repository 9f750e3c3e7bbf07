/**
 * A worker in a process of its own that imports as the product does; the jobs that it creates do nothing. Before the chunk with the
 * number that it is told it waits for SIGUSR2, and then says how that chunk went. A test starts it.
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
  handlers: importHandlers(({ helpers }) => ({
    async enqueueAll(jobs, options) {
      if (++chunks !== Number(PAUSE_BEFORE_CHUNK)) return helpers.enqueueAll(jobs, options);
      const told = once(process, "SIGUSR2");
      process.stdout.write("paused\n");
      await told;
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
