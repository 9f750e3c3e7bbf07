/** Entry point: the only module that reads the environment and exits the process. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { describeError, isInstance } from "./describe-error.ts";
import { StartError } from "./errors.ts";
import type { HandBackReason } from "./modules/jobs/index.ts";
import { type Config, ConfigError, listenUrl, readConfig } from "./server/config.ts";
import { openLog } from "./server/log.ts";
import type { Gaffer } from "./server/start.ts";
import { toStartError } from "./server/start-failures.ts";
import { watchStrayErrors } from "./server/stray-errors.ts";

const config = readSettings();
const { log, flush, format } = await openLog(config, process.stdout);

// Imported only after the settings have been read, so that invalid settings are reported at once.
const starting = import("./server/start.ts").then(({ start }) => start(config, log));
let ending = false;
let graceEnded = false;
let running: Gaffer | undefined;
let signalledAt = Number.NEGATIVE_INFINITY;
/**
 * Time in milliseconds within which signals count as one: a terminal, npm and a supervisor may each forward a signal.
 */
const sameSignalMs = 500;
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => handleSignal(signal));

const servesApi = config.role === "all" || config.role === "api";
watchStrayErrors({ log, servesApi, drain: (...failure) => void fail(...failure) });

running = await starting.catch((error: unknown) => fail("could not start", error));
if (running && !ending) {
  // Prints the banner after the log lines of the start.
  flush();
  console.log(banner(running, config, process.stdout.isTTY ? "person" : "script"));
  process.send?.("ready");
  void running.embedded?.exited.then(() => {
    fail("the embedded PostgreSQL has stopped", new Error(`see ${path.join(config.dataDir, "postgres.log")}`));
  });
}

function readSettings(): Config {
  try {
    const settings = readConfig(process.env);
    const config = { ...settings, dataDir: path.resolve(settings.dataDir) };
    makeDataFolder(config);
    return config;
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof StartError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

function makeDataFolder(config: Config): void {
  try {
    mkdirSync(config.dataDir, { recursive: true });
  } catch (error) {
    throw toStartError(error, config);
  }
}

function handleSignal(signal: string): void {
  if (performance.now() - signalledAt < sameSignalMs) return;
  signalledAt = performance.now();
  if (ending) handleRepeatedSignal(signal);
  else void end(signal);
}

async function end(signal: string): Promise<void> {
  ending = true;
  log.info({ signal }, "stopping");
  flush();
  const started: Gaffer | undefined = await starting.catch(() => undefined);
  await started?.stop();
  log.info("stopped");
  flush();
  process.exit(0);
}

/** Handles a second signal: ends the grace period. A third signal, or a second one during the start, exits at once. */
function handleRepeatedSignal(signal: string): void {
  if (!running || graceEnded) {
    flush();
    process.exit(1);
  }
  graceEnded = true;
  log.info({ signal }, "stopping at once");
  flush();
  running.endGrace();
}

async function fail(message: string, error: unknown, why: HandBackReason = "crashed"): Promise<undefined> {
  if (ending) return;
  ending = true;
  report(message, error);
  flush();
  process.exitCode = 1;
  const started = await starting.catch(() => undefined);
  // One of the running jobs may have caused the failure, so jobs that don't finish run in quarantine.
  await started?.stop(why).catch(() => {});
  flush();
  process.exit(1);
}

/** Prints one line for a failure that the operator can fix. The log has the stack of an unexpected one. */
function report(message: string, error: unknown): void {
  const line = `${message}: ${describeError(error).message}`;
  const isExpected = isInstance(error, StartError);
  const isOnTerminal = format === "text" && log.isLevelEnabled("fatal");
  if (!isExpected) log.fatal({ err: error }, message);
  else if (!isOnTerminal) log.fatal(line);
  if (isExpected || !isOnTerminal) console.error(`Gaffer: ${line}`);
}

/** Returns the banner: the lines with the URLs. For scripts it adds a line of JSON. */
function banner(
  { url, metricsUrl, demo, demoOwner, embedded }: Omit<Gaffer, "stop" | "endGrace">,
  config: Config,
  reader: "person" | "script",
): string {
  const lines = [`Gaffer runs (role: ${config.role}).`];
  // If `APP_URL` isn't set, the configured port may be 0, and only the listener knows the real port.
  const appUrl = config.appUrl === listenUrl(config.host, config.port) ? url : config.appUrl;
  if (url) lines.push("", `  App        ${appUrl}`, `  Reference  ${url}/docs`);
  if (metricsUrl) lines.push(`  Metrics    ${metricsUrl}/metrics`);
  lines.push(
    embedded
      ? `  Data       ${config.dataDir} (embedded PostgreSQL; to use a server, set DATABASE_URL, see docs/operations.md)`
      : `  Data       PostgreSQL of DATABASE_URL; files in ${config.dataDir}`,
  );
  if (url && demo) {
    lines.push("", "  Demo organization, for a browser and a terminal:");
    // The password is in the URL's fragment, so that no server receives or logs it.
    if (demoOwner) {
      const { email, password } = demoOwner;
      lines.push(`  ${appUrl}/sign-in#${new URLSearchParams({ email, password })}`);
    }
    lines.push(`  export GAFFER_URL=${url} GAFFER_ORG=${demo.orgId} GAFFER_API_KEY=${demo.apiKey}`, "");
    if (reader === "script") lines.push(`GAFFER_DEMO ${JSON.stringify({ url, ...demo })}`);
  }
  return lines.join("\n");
}
