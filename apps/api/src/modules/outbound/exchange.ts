import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import { hasHeader, type OutboundRequest } from "./outbound-request.ts";
import type { Address } from "./resolve-host.ts";

export interface ExchangeOptions {
  /** The only addresses that are connected to. */
  addresses: readonly Address[];
  /** Certificates to trust instead of the usual ones, in tests. */
  ca?: string | undefined;
  signal: AbortSignal;
}

/** Contracts rely on it: no header of an answer is longer. */
const maxHeaderSize = 16 * 1024;

/** Sends one request over a connection of its own, and resolves with the head of the answer. Follows nothing. */
export function exchange(
  { method, url, headers, body }: OutboundRequest,
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
      // A name is not looked up again. Literal addresses never are.
      lookup: (_name, options, done) => {
        const [first] = addresses;
        if (options.all) done(null, [...addresses]);
        else done(null, first?.address ?? "", first?.family);
      },
      servername: isIP(hostname) ? "" : hostname,
      ...(ca !== undefined && { ca }),
      // No pool, which would have connections to addresses that were right for another request, and no proxy.
      agent: false,
      maxHeaderSize,
      insecureHTTPParser: false,
      signal,
    });
    request.once("response", resolve);
    request.on("error", reject);
    // Also after an upgrade that nobody asked for.
    request.once("close", () => reject(Object.assign(new Error("closed"), { code: "ECONNRESET" })));
    request.end(body);
  });
}
