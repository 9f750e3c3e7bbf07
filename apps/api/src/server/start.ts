import type { ServerOptions } from "node:http";
import { type EmbeddedServer, startEmbeddedServer } from "@gaffer/embedded-postgres";
import { type ServerType, serve } from "@hono/node-server";
import type { Logger } from "pino";
import { type App, createApp } from "../app.ts";
import { type DemoOrg, openDemoOrg } from "../demo/demo-org.ts";
import { type DemoOwner, openDemoOwner } from "../demo/demo-owner.ts";
import { StartError } from "../errors.ts";
import { createFindKey } from "../modules/api-keys/find-key.ts";
import type { HandBackReason } from "../modules/jobs/index.ts";
import { type Config, isLoopback, listenUrl } from "./config.ts";
import { openLocalEncryptionKey } from "./local-encryption-key.ts";
import { toListenError, toStartError } from "./start-failures.ts";

/**
 * Time limits of clients, in milliseconds. A client that exceeds one is disconnected, with a 408 if there is no
 * response yet.
 */
export interface ClientLimits {
  /** Maximum time until all headers have arrived. */
  headersMs: number;
  /** Maximum time until the whole request has arrived. Larger files are uploaded directly to the store. */
  requestMs: number;
  /** Maximum time without a byte in either direction. */
  idleMs: number;
  /** Interval at which connections are checked. */
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
  /** URL of the API. undefined: this role has none. */
  url: string | undefined;
  /** URL of the listener for health and metrics. undefined: there is none. */
  metricsUrl: string | undefined;
  /** The demo organization. undefined: this role has no API, or the demo is off. */
  demo: DemoOrg | undefined;
  /** The demo organization's owner. undefined: the server isn't local, so other users could see the banner. */
  demoOwner: DemoOwner | undefined;
  embedded: EmbeddedServer | undefined;
  /**
   * Lets requests and jobs finish for the grace period, hands back the other jobs, then closes everything. Idempotent.
   */
  stop(reason?: HandBackReason): Promise<void>;
  /** Ends the grace period: hands back running jobs and cuts off running requests at once. */
  endGrace(): void;
}

/** Starts all parts of the configured role. If one fails, stops the others again. */
export async function start(config: Config, log: Logger, clientLimits = defaultClientLimits): Promise<Gaffer> {
  let embedded: EmbeddedServer | undefined;
  let app: App | undefined;
  const servers: ServerType[] = [];
  let stopped: Promise<void> | undefined;
  let graceEndsAt = 0;

  async function stopAll(reason?: HandBackReason): Promise<void> {
    app?.refuseNewWork();
    graceEndsAt = performance.now() + config.shutdownGraceMs;
    // During the drain `/readyz` fails, but requests are still served.
    await app?.drain(reason);
    // Requests use the app's connections, so they end before the app stops.
    await Promise.all(servers.map((server) => closeServer(server, Math.max(0, graceEndsAt - performance.now()))));
    await app?.stop();
    await embedded?.stop();
  }
  const stop = (reason?: HandBackReason) => (stopped ??= stopAll(reason));
  const endGrace = () => {
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
    const isLocalKey = embedded !== undefined && config.encryptionKeys.length === 0;
    const encryptionKeys = isLocalKey ? [await openLocalEncryptionKey(config.dataDir)] : config.encryptionKeys;
    app = await createApp({ config: { ...config, encryptionKeys }, databaseUrl, log });
    await app.start();
    const serves = config.role === "api" || config.role === "all";
    const demo = serves && config.demo ? await openDemo(app, config) : undefined;
    const isLocal = embedded !== undefined && isLoopback(config.host);
    const demoOwner = demo && isLocal ? await openOwner(app, demo, config) : undefined;
    const url = serves ? await listen(app.http, config.port, "PORT") : undefined;
    const { metricsPort } = config;
    const metricsUrl = metricsPort === undefined ? undefined : await listen(app.health, metricsPort, "METRICS_PORT");
    return { url, metricsUrl, demo, demoOwner, embedded, stop, endGrace };
  } catch (error) {
    await stop();
    throw toStartError(error, config);
  }
}

/**
 * Throws a failure of the embedded server as a StartError, because its message is for the operator. An error of the
 * file system is thrown unchanged and converted later.
 */
function refuseEmbedded(cause: Error): never {
  throw "code" in cause ? cause : new StartError(cause.message, { cause });
}

function openDemo(app: App, config: Config): Promise<DemoOrg> {
  const findKey = createFindKey(app.apiPool, () => new Date());
  return openDemoOrg(app.apiPool, config.dataDir, new Date(), findKey);
}

/**
 * Makes the demo owner an administrator. This gives no further access: the banner with the sign-in link also shows the
 * organization's API key, which has all scopes.
 */
async function openOwner(app: App, { orgId }: DemoOrg, config: Config): Promise<DemoOwner | undefined> {
  const owner = await openDemoOwner({ api: app.apiPool, auth: app.authPool }, orgId, config.dataDir, new Date());
  if (owner) app.grantAdministrator(owner.userId);
  return owner;
}

/** Waits for running requests and cuts them off after the grace period. */
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
