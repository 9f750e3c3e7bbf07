/**
 * Calls URLs that strangers have given. A host's addresses are found once for each request, all checked, and only they
 * are connected to; so are those of each redirect. docs/http-requests.md says what that keeps out.
 */
import { exchange } from "./exchange.ts";
import { findAddresses, type Reach } from "./find-addresses.ts";
import { followRedirect, readRedirect } from "./follow-redirect.ts";
import { NoAnswerError, RefusedRequestError, toNoAnswerError } from "./outbound-errors.ts";
import type { Header, OutboundRequest } from "./outbound-request.ts";
import { type Body, readBody } from "./read-body.ts";

export interface CallOptions {
  /** For everything together: names, connections, redirects, the body. */
  timeoutMs: number;
  maxRedirects: number;
  maxResponseBytes: number;
  /** Redirects with these statuses are answers. */
  expected?: readonly number[] | undefined;
  signal: AbortSignal;
}

export interface Answer extends Body {
  status: number;
  url: string;
  /** With names in lower case, in the order of the answer. */
  headers: Header[];
}

/** Throws `RefusedRequestError`, `NoAnswerError`, or the reason why the signal was aborted. */
export type CallUrl = (request: OutboundRequest, options: CallOptions) => Promise<Answer>;

export function createCallUrl(reach: Reach & { ca?: string | undefined }): CallUrl {
  return async (request, options) => {
    const { timeoutMs, signal } = options;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      return await follow(request, { ...reach, ...options, signal: AbortSignal.any([signal, timeout]) });
    } catch (error) {
      signal.throwIfAborted();
      if (!timeout.aborted || error instanceof RefusedRequestError) throw error;
      throw new NoAnswerError(`No whole answer from ${request.url.host} within ${timeoutMs / 1000} seconds.`);
    }
  };
}

type HopOptions = CallOptions & Reach & { ca?: string | undefined };

async function follow(first: OutboundRequest, options: HopOptions): Promise<Answer> {
  let request = first;
  for (let left = options.maxRedirects; ; left--) {
    const found = await hop(request, options);
    if ("headers" in found) return found;
    if (left === 0) {
      throw new RefusedRequestError("too_many_redirects", `More than ${options.maxRedirects} redirects.`);
    }
    request = followRedirect(request, found.status, found.location);
  }
}

/** One request, and its answer or where that leads to. */
async function hop(
  request: OutboundRequest,
  options: HopOptions,
): Promise<Answer | { status: number; location: string }> {
  const { ca, signal, expected, maxResponseBytes } = options;
  signal.throwIfAborted();
  const addresses = await findAddresses(request.url, options, signal);
  try {
    const response = await exchange(request, { addresses, ca, signal });
    const { statusCode: status = 0, rawHeaders } = response;
    const location = expected?.includes(status) ? undefined : readRedirect(status, response.headers.location);
    if (location !== undefined) {
      response.destroy();
      return { status, location };
    }
    const body = await readBody(response, maxResponseBytes);
    return { status, url: request.url.href, headers: toHeaders(rawHeaders), ...body };
  } catch (error) {
    throw toNoAnswerError(request.url, error);
  }
}

function toHeaders(raw: readonly string[]): Header[] {
  const headers: Header[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    headers.push({ name: (raw[at] as string).toLowerCase(), value: raw[at + 1] as string });
  }
  return headers;
}
