/** A Hono server without a database: the least that an API over HTTP costs. */
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { answerCalls } from "../remote.ts";

const app = new Hono().post("/", async (context) => context.json(await context.req.json(), 201));
const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 });

const calls = {
  start: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
};

export type EchoCalls = typeof calls;

answerCalls(calls, async () => {
  server.close();
});
