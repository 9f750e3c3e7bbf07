import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import type { Driver, OpenDriver } from "./drivers.ts";

export interface ServedDriver {
  opened: OpenDriver;
  gaffer: TestGaffer;
  /** The API's URL, which is the base of URLs without a host. */
  base: string;
  stop(): Promise<void>;
}

/** A store, and a Gaffer that uses it and serves over a socket. */
export async function serveDriver(driver: Driver, now = () => new Date()): Promise<ServedDriver> {
  const opened = await driver.open();
  const gaffer = await startTestGaffer({ role: "api", config: opened.config, now });
  const server = serve({ fetch: gaffer.app.http.fetch, hostname: "127.0.0.1", port: 0 });
  await once(server, "listening");
  return {
    opened,
    gaffer,
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.close();
      await gaffer.stop();
      await opened.close();
    },
  };
}
