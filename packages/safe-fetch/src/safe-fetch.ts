/**
 * Sends requests to URLs from untrusted users. Each request and each redirect resolves its host once, checks all
 * addresses, and connects only to them.
 */

import { RefusedRequestError, toUnreachableError, UnreachableError } from "./errors.ts";
import { exchange } from "./exchange.ts";
import { type Body, readBody } from "./read-body.ts";
import { type Header, type SafeRequest, toUrl } from "./request.ts";
import { type Reach, resolveAddresses } from "./resolve.ts";

export interface SafeFetchOptions {
  /** Time limit of the whole call: DNS, connections, redirects and body. */
  timeoutMs: number;
  maxRedirects: number;
  /** Maximum size of the body. The rest of a longer body is not read. */
  maxResponseBytes: number;
  /** Expected statuses. A redirect with one of these statuses is returned, not followed. */
  expected?: readonly number[] | undefined;
  signal: AbortSignal;
}

export interface SafeResponse extends Body {
  status: number;
  /** URL of the response, after redirects. */
  url: string;
  /** Headers in the order of the response, with names in lower case. */
  headers: Header[];
}

/** Sends a request. Throws `RefusedRequestError`, `UnreachableError`, or the signal's reason. */
export type SafeFetch = (request: SafeRequest, options: SafeFetchOptions) => Promise<SafeResponse>;

/** `ca`: trusted certificates instead of the system's, in PEM format. */
export function createSafeFetch(reach: Reach & { ca?: string | undefined }): SafeFetch {
  return async (request, options) => {
    const { timeoutMs, signal } = options;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      return await follow(request, { ...reach, ...options, signal: AbortSignal.any([signal, timeout]) });
    } catch (error) {
      signal.throwIfAborted();
      if (!timeout.aborted || error instanceof RefusedRequestError) throw error;
      throw new UnreachableError(`No complete response from ${request.url.host} within ${timeoutMs / 1000} seconds.`);
    }
  };
}

type HopOptions = SafeFetchOptions & Reach & { ca?: string | undefined };

async function follow(first: SafeRequest, options: HopOptions): Promise<SafeResponse> {
  let request = first;
  for (let left = options.maxRedirects; ; left--) {
    const found = await hop(request, options);
    if ("headers" in found) return found;
    if (left === 0) {
      throw new RefusedRequestError("too_many_redirects", `More than ${options.maxRedirects} redirects.`);
    }
    request = redirect(request, found.status, found.location);
  }
}

/** Sends one request. Returns its response, or the location that it redirects to. */
async function hop(
  request: SafeRequest,
  options: HopOptions,
): Promise<SafeResponse | { status: number; location: string }> {
  const { ca, signal, expected, maxResponseBytes } = options;
  signal.throwIfAborted();
  const addresses = await resolveAddresses(request.url, options, signal);
  try {
    const response = await exchange(request, { addresses, ca, signal });
    const { statusCode: status = 0, rawHeaders } = response;
    const location = expected?.includes(status) ? undefined : readLocation(status, response.headers.location);
    if (location !== undefined) {
      response.destroy();
      return { status, location };
    }
    const body = await readBody(response, maxResponseBytes);
    return { status, url: request.url.href, headers: toHeaders(rawHeaders), ...body };
  } catch (error) {
    throw toUnreachableError(request.url, error);
  }
}

const redirectStatuses = new Set([301, 302, 303, 307, 308]);
/**
 * Headers that are also sent after a redirect to another origin. Any other header may contain a secret of the first
 * origin.
 */
const headersForAnyOrigin =
  /^(accept|accept-charset|accept-encoding|accept-language|content-.+|idempotency-key|user-agent)$/i;

/** Returns the `Location` of a redirect. Bytes outside ASCII are read as UTF-8. undefined: no redirect. */
function readLocation(status: number, location: string | undefined): string | undefined {
  return redirectStatuses.has(status) && location !== undefined
    ? Buffer.from(location, "latin1").toString()
    : undefined;
}

/** Creates the request after a redirect. As in fetch, a 303, and a 301 or 302 after a POST, lead to a GET. */
function redirect(request: SafeRequest, status: number, location: string): SafeRequest {
  const { method, headers, body } = request;
  const url = toUrl(location, request.url);
  const kept =
    url.origin === request.url.origin ? headers : headers.filter(({ name }) => headersForAnyOrigin.test(name));
  const becomesGet =
    (status === 303 && method !== "GET" && method !== "HEAD") ||
    ((status === 301 || status === 302) && method === "POST");
  if (!becomesGet) return { method, url, headers: kept, body };
  return { method: "GET", url, headers: kept.filter(({ name }) => !/^content-/i.test(name)), body: undefined };
}

function toHeaders(raw: readonly string[]): Header[] {
  const headers: Header[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    headers.push({ name: (raw[at] as string).toLowerCase(), value: raw[at + 1] as string });
  }
  return headers;
}
