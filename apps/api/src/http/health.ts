import type { Hono } from "hono";
import type { RequestVariables } from "./request-log.ts";

/** `/livez`: the process answers. `/readyz`: it also has its database and isn't stopping. */
export function serveHealth(app: Hono<RequestVariables>, isReady: () => Promise<boolean>): void {
  app.get("/livez", (c) => c.text("ok"));
  app.get("/readyz", async (c) =>
    (await isReady()) ? c.text("ok") : c.text("not ready", 503, { "Retry-After": "2" }),
  );
}
