/** A worker as `main.ts` starts one, with the harness's handlers and timing. The harness starts it. */
import { pino } from "pino";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { isolated } from "../../src/modules/jobs/handlers/isolated.ts";
import { jobHandlerRegistry } from "../../src/modules/jobs/handlers/registry.ts";
import { withFailingOthers } from "../harness/failing-others.ts";
import { handleInWorker, type handleIsolated } from "./crash-handlers.ts";

const { EFFECTS_FILE = "", TIMING = "{}" } = process.env;
const config = readConfig(process.env);
const log = pino({ level: config.logLevel });
const module = new URL("./crash-handlers.ts", import.meta.url);
const registry = jobHandlerRegistry.register({ type: "file:profile", handler: handleInWorker }).register({
  type: "report:generate",
  handler: isolated<typeof handleIsolated>(module, "handleIsolated"),
  isolation: "process",
  memoryLimitMb: 64,
  env: { EFFECTS_FILE },
  concurrency: 2,
});
// Whatever other types the contract has: nobody creates jobs of them here.
const handlers = withFailingOthers(registry);

const app = await createApp({
  config,
  databaseUrl: config.databaseUrl ?? "",
  log,
  handlers,
  timing: JSON.parse(TIMING),
});
// As `main.ts` does: an error that nobody caught ends the process, which the harness takes for a bug.
for (const event of ["uncaughtException", "unhandledRejection"] as const)
  process.on(event, (error) => {
    log.fatal({ err: error }, event);
    process.exit(1);
  });
process.once("SIGTERM", () => void app.stop().then(() => process.exit(0)));
await app.start();
process.stdout.write("started\n");
