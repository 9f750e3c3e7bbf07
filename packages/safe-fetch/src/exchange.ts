import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import { hasHeader, type SafeRequest } from "./request.ts";
import type { Address } from "./resolve.ts";

export interface ExchangeOptions {
  /** The only addresses that the request may connect to. */
  addresses: readonly Address[];
  /** Trusted certificates instead of the system's, in PEM format. */
  ca?: string | undefined;
  signal: AbortSignal;
}

/** Limit of all response headers in bytes. The contract of `http:request` relies on it. */
const maxHeaderSize = 16 * 1024;

/**
 * Sends one request over a new connection. Resolves with the response as soon as its headers have arrived. Follows no
 * redirect.
 */
export function exchange(
  { method, url, headers, body }: SafeRequest,
  { addresses, ca, signal }: ExchangeOptions,
): Promise<IncomingMessage> {
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  const sized = body ? body.length : method === "POST" || method === "PUT" ? 0 : undefined;
  const lines = [{ name: "Host", value: url.host }, ...headers];
  if (sized !== undefined) lines.push({ name: "Content-Length", value: String(sized) });
  if (!hasHeader(headers, "accept")) lines.push({ name: "Accept", value: "*/*" });
  if (!hasHeader(headers, "accept-encoding")) lines.push({ name: "Accept-Encoding", value: "gzip, br" });
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "https:" ? https : http).request({
      method,
      hostname,
      port: url.port,
      path: url.pathname + url.search,
      headers: lines.flatMap(({ name, value }) => [name, value]),
      // Returns the checked addresses. Node calls this for names only, not for literal addresses.
      lookup: (_name, options, done) => {
        const [first] = addresses;
        if (options.all) done(null, [...addresses]);
        else done(null, first?.address ?? "", first?.family);
      },
      servername: isIP(hostname) ? "" : hostname,
      ...(ca !== undefined && { ca }),
      // No connection pool: a pooled connection may lead to an address that was checked for another request. No proxy
      // either.
      agent: false,
      maxHeaderSize,
      insecureHTTPParser: false,
      signal,
    });
    request.once("response", resolve);
    request.on("error", reject);
    // If the server upgrades the connection without a request for it, Node closes it and emits no response.
    request.once("close", () => reject(Object.assign(new Error("closed"), { code: "ECONNRESET" })));
    request.end(body);
  });
}
