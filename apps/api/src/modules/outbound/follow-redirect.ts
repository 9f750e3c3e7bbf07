import { type OutboundRequest, toUrl } from "./outbound-request.ts";

const redirects = new Set([301, 302, 303, 307, 308]);
const aboutBody = /^content-/i;
/** Any other may be a secret of the first origin: keys have many names besides `Authorization` and `Cookie`. */
const forAnyOrigin = /^(accept|accept-charset|accept-encoding|accept-language|content-.+|idempotency-key|user-agent)$/i;

/** Where the answer leads to, if it is a redirect. Whoever writes a header in more than ASCII means UTF-8. */
export function readRedirect(status: number, location: string | undefined): string | undefined {
  return redirects.has(status) && location !== undefined ? Buffer.from(location, "latin1").toString() : undefined;
}

/** The request that follows: 303, and 301 and 302 after a POST, become a GET, as fetch has it. */
export function followRedirect(request: OutboundRequest, status: number, location: string): OutboundRequest {
  const { method, headers, body } = request;
  const url = toUrl(location, request.url);
  const kept = url.origin === request.url.origin ? headers : headers.filter(({ name }) => forAnyOrigin.test(name));
  const becomesGet =
    (status === 303 && method !== "GET" && method !== "HEAD") ||
    ((status === 301 || status === 302) && method === "POST");
  if (!becomesGet) return { method, url, headers: kept, body };
  return { method: "GET", url, headers: kept.filter(({ name }) => !aboutBody.test(name)), body: undefined };
}
