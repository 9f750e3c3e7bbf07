import { type ServerType, serve } from "@hono/node-server";
import type { Logger } from "pino";
import { type App, createApp } from "./app.ts";
import type { Config } from "./config.ts";
import { type EmbeddedServer, startEmbeddedServer } from "./db/embedded/embedded-server.ts";
import { type DemoOrg, openDemoOrg } from "./modules/account/demo-org.ts";
import { createFindPrincipal } from "./modules/account/find-principal.ts";

export interface Gaffer {
  /** Where the API answers; undefined for a role without one. */
  url: string | undefined;
  demo: DemoOrg | undefined;
  embedded: EmbeddedServer | undefined;
  /** Lets requests and jobs finish for a while, then closes everything. Safe to call again. */
  stop(): Promise<void>;
}

/** Starts everything that the configured role needs; what was started is stopped again when a later step fails. */
export async function start(config: Config, log: Logger): Promise<Gaffer> {
  let embedded: EmbeddedServer | undefined;
  let app: App | undefined;
  let server: ServerType | undefined;
  let stopped: Promise<void> | undefined;

  async function stopAll(): Promise<void> {
    app?.refuseNewWork();
    const closed = server && closeServer(server, config.shutdownGraceMs);
    await app?.stop();
    await closed;
    await embedded?.stop();
  }
  const stop = () => (stopped ??= stopAll());

  try {
    if (!config.databaseUrl) embedded = await startEmbeddedServer({ dataDir: config.dataDir });
    const databaseUrl = config.databaseUrl ?? (embedded as EmbeddedServer).connectionString;
    app = await createApp({ config, databaseUrl, log });
    await app.start();
    const serves = config.role === "api" || config.role === "all";
    const demo = serves ? await openDemo(app, config) : undefined;
    const listening = serves ? await listen(app, config) : undefined;
    server = listening?.server;
    return { url: listening?.url, demo, embedded, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function openDemo(app: App, config: Config): Promise<DemoOrg> {
  const findPrincipal = createFindPrincipal(app.apiPool, () => new Date());
  return openDemoOrg(app.apiPool, config.dataDir, new Date(), findPrincipal);
}

function listen(app: App, { host, port }: Config): Promise<{ server: ServerType; url: string }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.http.fetch, hostname: host, port }, ({ port: bound }) => {
      const name = host === "0.0.0.0" || host === "::" ? "localhost" : host;
      resolve({ server, url: `http://${name.includes(":") ? `[${name}]` : name}:${bound}` });
    });
    server.once("error", reject);
  });
}

/** Answers what is under way, and cuts off what takes longer than the grace period. */
function closeServer(server: ServerType, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    if ("closeIdleConnections" in server) server.closeIdleConnections();
  });
}
