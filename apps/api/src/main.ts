/** The process: the only reader of the environment, and the only place that ends it. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { banner } from "./banner.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { openLog } from "./log.ts";
import type { Gaffer } from "./start.ts";

const config = readSettings();
const { log, flush } = openLog(config.logLevel);

// Wrong settings are said at once; loading the rest takes a moment.
const starting = import("./start.ts").then(({ start }) => start(config, log));
let ending = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void end(signal));

process.on("uncaughtException", (error) => fail("an unexpected error; the process stops", error));
process.on("unhandledRejection", (error) => fail("an unexpected rejection; the process stops", error));

const gaffer = await starting.catch((error: unknown) => fail("could not start", error));
if (gaffer) {
  console.log(banner(gaffer, config));
  void gaffer.embedded?.exited.then(() => {
    fail("the embedded PostgreSQL has stopped", new Error(`see ${path.join(config.dataDir, "postgres.log")}`));
  });
}

function readSettings(): Config {
  try {
    const settings = readConfig(process.env);
    mkdirSync(settings.dataDir, { recursive: true });
    return { ...settings, dataDir: path.resolve(settings.dataDir) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const problem of error.problems) console.error(problem);
    process.exit(2);
  }
}

async function end(signal: string): Promise<void> {
  if (ending) return;
  ending = true;
  log.info({ signal }, "stopping");
  const started: Gaffer | undefined = await starting.catch(() => undefined);
  await started?.stop();
  log.info("stopped");
  flush();
  process.exit(0);
}

async function fail(message: string, error: unknown): Promise<undefined> {
  if (ending) return;
  ending = true;
  log.fatal({ err: error }, message);
  console.error(`Gaffer: ${message}: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
  const started = await starting.catch(() => undefined);
  await started?.stop().catch(() => {});
  flush();
  process.exit(1);
}
