import { Hono } from "hono";
import type { RequestVariables } from "./request-log.ts";
import { retryAfter } from "./retry-after.ts";

export interface HealthOptions {
  isReady: () => Promise<boolean>;
  /** In the text format of Prometheus. */
  metrics: { text: () => Promise<string>; contentType: string };
}

/** `/livez`: the process answers. `/readyz`: its database also accepts writes, and it isn't stopping. `/metrics`: how it does. */
export function createHealthRoutes({ isReady, metrics }: HealthOptions): Hono<RequestVariables> {
  const routes = new Hono<RequestVariables>();
  routes.get("/livez", (c) => c.text("ok"));
  routes.get("/readyz", async (c) => ((await isReady()) ? c.text("ok") : c.text("not ready", 503, retryAfter(2))));
  routes.get("/metrics", async (c) => c.body(await metrics.text(), 200, { "Content-Type": metrics.contentType }));
  return routes;
}
