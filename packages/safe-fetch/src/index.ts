/**
 * Sends HTTP requests to URLs from untrusted users, without access to the internal network. README.md describes the
 * rules.
 */
export { type AllowedHosts, readAllowedHosts } from "./allowed-hosts.ts";
export { RefusedRequestError, UnreachableError } from "./errors.ts";
export { type Header, hasHeader, type SafeRequest, toRequest } from "./request.ts";
export { readRetryAfter } from "./retry-after.ts";
export { createSafeFetch, type SafeFetch, type SafeFetchOptions, type SafeResponse } from "./safe-fetch.ts";
