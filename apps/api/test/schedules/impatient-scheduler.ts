/** A scheduler like the one that `main.ts` starts, with short limits for transactions. Tests start it. */
import { pino } from "pino";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/server/config.ts";

const config = readConfig(process.env);
const log = pino({ level: config.logLevel });
const app = await createApp({
  config,
  databaseUrl: config.databaseUrl ?? "",
  log,
  // Longer than a busy machine needs between two statements, and for a transaction.
  limits: { idleInTransactionMs: 3_000, transactionMs: 15_000 },
});
// An uncaught error ends the process, as in `main.ts`.
for (const event of ["uncaughtException", "unhandledRejection"] as const)
  process.on(event, (error) => {
    log.fatal({ err: error }, event);
    process.exit(1);
  });
await app.start();
process.stdout.write("started\n");
