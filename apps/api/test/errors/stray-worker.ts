/** A process whose handlers cause uncaught errors, which it handles as `main.ts` does. A test starts it. */
import { pino } from "pino";
import { createApp } from "../../src/app.ts";
import { job } from "../../src/modules/jobs/handlers/registry.ts";
import { readConfig } from "../../src/server/config.ts";
import { serializers } from "../../src/server/log.ts";
import { watchStrayErrors } from "../../src/server/stray-errors.ts";
import { withFailingOthers } from "../harness/failing-others.ts";
import { emptyProfile } from "../harness/test-gaffer.ts";
import { emit } from "./stray-behaviours.ts";

const config = readConfig(process.env);
const log = pino({ serializers });
const emitting = job("file:profile", {
  async handler(context) {
    await emit(context);
    return { output: emptyProfile };
  },
});
const app = await createApp({
  config,
  databaseUrl: config.databaseUrl ?? "",
  log,
  jobs: withFailingOthers([emitting]),
});
watchStrayErrors({
  log,
  servesApi: config.role === "all",
  drain: (message, _, why) => {
    log.fatal(message);
    void app
      .drain(why)
      .then(app.stop)
      .then(() => process.exit(1));
  },
});
process.once("SIGTERM", () => void app.stop().then(() => process.exit(0)));
await app.start();
process.stdout.write("started\n");
