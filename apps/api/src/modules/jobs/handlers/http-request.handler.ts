import {
  type Header,
  hasHeader,
  RefusedRequestError,
  readRetryAfter,
  type SafeFetch,
  type SafeRequest,
  toRequest,
  UnreachableError,
} from "@gaffer/safe-fetch";
import { job } from "./registry.ts";
import { NonRetryableError, RetryAfterError, RetryableError, type UserJobTypes } from "./types.ts";

type Input = UserJobTypes["http:request"]["input"];

/** Statuses, in addition to 5xx, after which a retry may succeed. */
const passing = new Set([408, 425, 429]);

/**
 * Calls a URL. Logs contain the host, the status and the duration, but no part of the request or response, which may
 * hold secrets.
 */
export function httpRequestJob(safeFetch: SafeFetch, userAgent: string) {
  return job("http:request", {
    async handler({ jobId, input, helpers, signal }) {
      const { expectedStatuses: expected, maxRedirects, maxResponseBytes, timeoutSeconds } = input;
      try {
        const request = toSafeRequest(input, [
          { name: "User-Agent", value: userAgent },
          { name: "Idempotency-Key", value: jobId },
        ]);
        const timeoutMs = timeoutSeconds * 1000;
        const startedAt = performance.now();
        const answer = await safeFetch(request, { expected, maxRedirects, maxResponseBytes, timeoutMs, signal });
        const { status, url, truncated } = answer;
        const host = new URL(url).host;
        helpers.log("info", `${host} answered ${status}`, {
          status,
          truncated,
          milliseconds: Math.round(performance.now() - startedAt),
        });
        const isExpected = expected ? expected.includes(status) : status >= 200 && status <= 299;
        if (isExpected) return { output: answer };
        throw unexpected(host, status, answer.headers);
      } catch (error) {
        if (error instanceof RefusedRequestError) {
          throw new NonRetryableError(error.message, { code: error.code, cause: error });
        }
        if (error instanceof UnreachableError) {
          helpers.log("warn", error.message);
          throw new RetryableError(error.message, { code: "unreachable", cause: error });
        }
        throw error;
      }
    },
  });
}

function toSafeRequest(input: Input, unlessGiven: readonly Header[]): SafeRequest {
  const { method, url, headers = [], body, bodyEncoding } = input;
  const added = unlessGiven.filter(({ name }) => !hasHeader(headers, name.toLowerCase()));
  const bytes = body === undefined ? undefined : Buffer.from(body, bodyEncoding === "text" ? "utf8" : "base64");
  if (bodyEncoding === "base64" && bytes?.toString("base64") !== body) {
    throw new RefusedRequestError(
      "invalid_request",
      "The body is not valid base64. Encode it, or set bodyEncoding to text.",
    );
  }
  return toRequest(method, url, [...headers, ...added], bytes);
}

function unexpected(host: string, status: number, headers: readonly Header[]): Error {
  const message = `${host} answered ${status}, which isn't one of the expected statuses.`;
  const code = "unexpected_status";
  if (status < 500 && !passing.has(status)) return new NonRetryableError(message, { code });
  const value = headers.find(({ name }) => name === "retry-after")?.value;
  const seconds = readRetryAfter(value, new Date());
  return seconds === undefined
    ? new RetryableError(message, { code })
    : new RetryAfterError(message, seconds, { code });
}
