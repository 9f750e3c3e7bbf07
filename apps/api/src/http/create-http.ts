import { Hono } from "hono";
import type { Logger } from "pino";
import type { Metrics } from "../metrics.ts";
import type { ReportTrouble } from "../trouble-log.ts";
import { serveDocs } from "./docs.ts";
import { createHealthRoutes } from "./health.ts";
import { type MountOptions, mount, type ServedOperations } from "./mount.ts";
import { allowOrigins } from "./own-site.ts";
import { logRequests, type RequestVariables } from "./request-log.ts";

export interface HttpOptions extends MountOptions {
  /** Every operation of the contract. */
  served: ServedOperations;
  /** Answers what comes with a URL that allows what it says by itself. */
  direct: ((request: Request) => Promise<Response>) | undefined;
  /** Whether requests would be answered. */
  isReady: () => Promise<boolean>;
  /** Other origins whose pages may call it. */
  allowedOrigins: readonly string[];
  metrics: Metrics;
  log: Logger;
  onError: ReportTrouble;
}

/** All that is answered: the contract, its reference, health and metrics. The latter two also for a listener of their own. */
export function createHttp({
  served,
  direct,
  isReady,
  allowedOrigins,
  metrics,
  log,
  onError,
  ...options
}: HttpOptions) {
  const http = new Hono<RequestVariables>();
  logRequests(http, log, onError);
  const health = createHealthRoutes({ isReady, metrics });
  http.route("/", health);
  serveDocs(http);
  if (allowedOrigins.length > 0) allowOrigins(http, allowedOrigins);
  if (direct) http.on(["GET", "PUT"], "/direct/*", (c) => direct(c.req.raw));
  mount(http, served, options);
  return { http, health };
}
