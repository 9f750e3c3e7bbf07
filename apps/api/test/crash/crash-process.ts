/** A worker like the one that `main.ts` starts, with the harness's handlers and timing. The harness starts it. */
import { pino } from "pino";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/server/config.ts";
import { crashHandlerLoader, crashJobs } from "./crash-registry.ts";

const { TIMING = "{}" } = process.env;
// Jobs in quarantine record this pid as their worker.
process.env.WORKER_PID = String(process.pid);
const config = readConfig(process.env);
const log = pino({ level: config.logLevel });

const app = await createApp({
  config,
  databaseUrl: config.databaseUrl ?? "",
  log,
  jobs: crashJobs,
  handlerLoader: crashHandlerLoader,
  timing: JSON.parse(TIMING),
});
// As in `main.ts`, an uncaught error ends the process. The harness reports that as a bug.
for (const event of ["uncaughtException", "unhandledRejection"] as const)
  process.on(event, (error) => {
    log.fatal({ err: error }, event);
    process.exit(1);
  });
process.once("SIGTERM", () => void app.stop().then(() => process.exit(0)));
await app.start();
process.stdout.write("started\n");
