import { validateHeaderName, validateHeaderValue } from "node:http";
import { RefusedRequestError } from "./outbound-errors.ts";

export interface Header {
  name: string;
  value: string;
}

export interface OutboundRequest {
  method: string;
  url: URL;
  headers: readonly Header[];
  body: Uint8Array | undefined;
}

/** They say how this connection is used, and are for whoever writes to it. */
const ofConnection =
  /^(host|content-length|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|http2-settings|proxy-.*)$/i;
const maxHeaderLength = 8_192;

/** Refuses what can't be sent, or would make two requests out of one. */
export function toRequest(
  method: string,
  url: string,
  headers: readonly Header[],
  body: Uint8Array | undefined,
): OutboundRequest {
  if (body && (method === "GET" || method === "HEAD")) refuse(`A ${method} request has no body.`);
  const length = headers.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  if (length > maxHeaderLength) refuse(`The headers have ${length} characters; ${maxHeaderLength} are allowed.`);
  headers.forEach(assertHeader);
  return { method, url: toUrl(url), headers, body };
}

/** `base`: of a redirect, which may leave out what stays the same. */
export function toUrl(text: string, base?: URL): URL {
  const code = base ? "invalid_redirect" : "invalid_request";
  const what = base ? `The redirect of ${base.host}` : "The URL";
  if (!URL.canParse(text, base?.href)) throw new RefusedRequestError(code, `${what} is not a valid URL.`);
  const url = new URL(text, base);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new RefusedRequestError(code, `${what} has the scheme ${url.protocol}; only http and https are called.`);
  }
  if (url.username || url.password) {
    throw new RefusedRequestError(code, `${what} has a user or a password in it; they belong in a header.`);
  }
  return url;
}

export function hasHeader(headers: readonly Header[], name: string): boolean {
  return headers.some((header) => header.name.toLowerCase() === name);
}

function assertHeader({ name, value }: Header): void {
  if (ofConnection.test(name)) refuse(`The header ${name} can't be set.`);
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    refuse("A header has characters that can't be sent.");
  }
}

function refuse(message: string): never {
  throw new RefusedRequestError("invalid_request", message);
}
