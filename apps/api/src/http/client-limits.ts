import type { ServerOptions } from "node:http";

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

export function toServerOptions({ headersMs, requestMs, checkMs }: ClientLimits): ServerOptions {
  return {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: checkMs,
    maxHeaderSize: maxHeaderBytes,
  };
}
