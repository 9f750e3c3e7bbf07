import type { ServerOptions } from "node:http";
import { type EmbeddedServer, startEmbeddedServer } from "@gaffer/embedded-postgres";
import { type ServerType, serve } from "@hono/node-server";
import type { Logger } from "pino";
import { type App, createApp } from "../app.ts";
import { type DemoOrg, openDemoOrg } from "../demo/demo-org.ts";
import { type DemoOwner, openDemoOwner } from "../demo/demo-owner.ts";
import { StartError } from "../errors.ts";
import { createFindKey } from "../modules/api-keys/find-key.ts";
import type { HandBackReason } from "../modules/jobs/worker/run-job.ts";
import { type Config, isLoopback, listenUrl } from "./config.ts";
import { toListenError, toStartError } from "./start-failures.ts";

/** How slow a client may be, in milliseconds. Whoever is slower loses the connection, with a 408 if nothing was answered yet. */
export interface ClientLimits {
  /** Until all headers are there. */
  headersMs: number;
  /** Until all of the request is there. A file that takes longer goes to the store by a URL of its own. */
  requestMs: number;
  /** Without a byte in either direction: a body that stands still, or an answer that nobody takes. */
  idleMs: number;
  /** How often connections are looked at. */
  checkMs: number;
}

export const defaultClientLimits: ClientLimits = {
  headersMs: 15_000,
  requestMs: 300_000,
  idleMs: 120_000,
  checkMs: 5_000,
};

const maxHeaderBytes = 16 * 1024;

function toServerOptions({ headersMs, requestMs, checkMs }: ClientLimits): ServerOptions {
  return {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: checkMs,
    maxHeaderSize: maxHeaderBytes,
  };
}

export interface Gaffer {
  /** Where the API answers; undefined for a role without one. */
  url: string | undefined;
  /** Where health and metrics are served by themselves; undefined without a port for them. */
  metricsUrl: string | undefined;
  /** Undefined for a role without an API, and where none is wanted. */
  demo: DemoOrg | undefined;
  /** Undefined where others than who started it could be told. */
  demoOwner: DemoOwner | undefined;
  embedded: EmbeddedServer | undefined;
  /** Lets requests and jobs finish for a while, hands back the jobs that don't, then closes everything. Safe to call again. */
  stop(reason?: HandBackReason): Promise<void>;
  /** While it stops: hands back the jobs that still run and cuts off the requests that are under way, at once. */
  hurry(): void;
}

/** Starts everything that the configured role needs; what was started is stopped again when a later step fails. */
export async function start(config: Config, log: Logger, clientLimits = defaultClientLimits): Promise<Gaffer> {
  let embedded: EmbeddedServer | undefined;
  let app: App | undefined;
  const servers: ServerType[] = [];
  let stopped: Promise<void> | undefined;
  let graceEndsAt = 0;

  async function stopAll(reason?: HandBackReason): Promise<void> {
    app?.refuseNewWork();
    graceEndsAt = performance.now() + config.shutdownGraceMs;
    // Meanwhile whoever asks is told that this process isn't ready, and is answered all the same.
    await app?.drain(reason);
    // Requests need what the app's end takes away.
    await Promise.all(servers.map((server) => closeServer(server, Math.max(0, graceEndsAt - performance.now()))));
    await app?.stop();
    await embedded?.stop();
  }
  const stop = (reason?: HandBackReason) => (stopped ??= stopAll(reason));
  const hurry = () => {
    graceEndsAt = 0;
    app?.handBack();
    for (const server of servers) cutOff(server);
  };

  function listen(
    { fetch }: Pick<App["http"], "fetch">,
    port: number,
    setting: "PORT" | "METRICS_PORT",
  ): Promise<string> {
    const { host } = config;
    return new Promise((resolve, reject) => {
      const serverOptions = toServerOptions(clientLimits);
      const server = serve({ fetch, hostname: host, port, serverOptions }, ({ port: bound }) => {
        servers.push(server);
        resolve(listenUrl(host, bound));
      });
      server.once("error", (error) => reject(toListenError(error, host, port, setting)));
      if ("setTimeout" in server) server.setTimeout(clientLimits.idleMs);
    });
  }

  try {
    if (!config.databaseUrl) embedded = await startEmbeddedServer({ dataDir: config.dataDir }).catch(refuseEmbedded);
    const databaseUrl = config.databaseUrl ?? (embedded as EmbeddedServer).connectionString;
    app = await createApp({ config, databaseUrl, log });
    await app.start();
    const serves = config.role === "api" || config.role === "all";
    const demo = serves && config.demo ? await openDemo(app, config) : undefined;
    const isOnesOwn = embedded !== undefined && isLoopback(config.host);
    const demoOwner = demo && isOnesOwn ? await openOwner(app, demo, config) : undefined;
    const url = serves ? await listen(app.http, config.port, "PORT") : undefined;
    const { metricsPort } = config;
    const metricsUrl = metricsPort === undefined ? undefined : await listen(app.health, metricsPort, "METRICS_PORT");
    return { url, metricsUrl, demo, demoOwner, embedded, stop, hurry };
  } catch (error) {
    await stop();
    throw toStartError(error, config);
  }
}

/** Its messages are for the operator, except for those of the file system. */
function refuseEmbedded(cause: Error): never {
  throw "code" in cause ? cause : new StartError(cause.message, { cause });
}

function openDemo(app: App, config: Config): Promise<DemoOrg> {
  const findKey = createFindKey(app.apiPool, () => new Date());
  return openDemoOrg(app.apiPool, config.dataDir, new Date(), findKey);
}

/** Who may read the link could use the key instead, which may do what an administrator may. */
async function openOwner(app: App, { orgId }: DemoOrg, config: Config): Promise<DemoOwner | undefined> {
  const owner = await openDemoOwner({ api: app.apiPool, auth: app.authPool }, orgId, config.dataDir, new Date());
  if (owner) app.grantAdministrator(owner.userId);
  return owner;
}

/** Answers what is under way, and cuts off what takes longer than the grace period. */
function closeServer(server: ServerType, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => cutOff(server), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    if ("closeIdleConnections" in server) server.closeIdleConnections();
  });
}

function cutOff(server: ServerType): void {
  if ("closeAllConnections" in server) server.closeAllConnections();
}
