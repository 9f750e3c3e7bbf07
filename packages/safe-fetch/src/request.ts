import { validateHeaderName, validateHeaderValue } from "node:http";
import { RefusedRequestError } from "./errors.ts";

export interface Header {
  name: string;
  value: string;
}

/** A request that `toRequest` has validated. */
export interface SafeRequest {
  method: string;
  url: URL;
  headers: readonly Header[];
  body: Uint8Array | undefined;
}

/**
 * Headers that describe the connection. The client sets them itself, because a user could split one request into two
 * with them.
 */
const connectionHeaders =
  /^(host|content-length|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|http2-settings|proxy-.*)$/i;
/** Maximum total length of the headers' names and values, in characters. */
const maxHeaderLength = 8_192;

/**
 * Validates a request. Throws `RefusedRequestError` with the code `invalid_request` for a request that can't or mustn't
 * be sent.
 */
export function toRequest(
  method: string,
  url: string,
  headers: readonly Header[],
  body: Uint8Array | undefined,
): SafeRequest {
  if (body && (method === "GET" || method === "HEAD")) refuse(`A ${method} request has no body.`);
  const length = headers.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  if (length > maxHeaderLength) refuse(`The headers have ${length} characters; ${maxHeaderLength} are allowed.`);
  headers.forEach(assertHeader);
  return { method, url: toUrl(url), headers, body };
}

/** Parses and validates a URL. `base` is the URL that redirected here; `text` may be relative to it. */
export function toUrl(text: string, base?: URL): URL {
  const code = base ? "invalid_redirect" : "invalid_request";
  const what = base ? `The redirect of ${base.host}` : "The URL";
  if (!URL.canParse(text, base?.href)) throw new RefusedRequestError(code, `${what} is not a valid URL.`);
  const url = new URL(text, base);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new RefusedRequestError(code, `${what} has the scheme ${url.protocol}; only http and https are called.`);
  }
  if (url.username || url.password) {
    throw new RefusedRequestError(code, `${what} contains a user or a password; send them in a header.`);
  }
  return url;
}

/** Whether the request has this header. `name` must be in lower case. */
export function hasHeader(headers: readonly Header[], name: string): boolean {
  return headers.some((header) => header.name.toLowerCase() === name);
}

function assertHeader({ name, value }: Header): void {
  if (connectionHeaders.test(name)) refuse(`The header ${name} can't be set.`);
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    refuse("A header contains characters that can't be sent.");
  }
}

function refuse(message: string): never {
  throw new RefusedRequestError("invalid_request", message);
}
