import type { Clock } from "./clock.ts";
import { ConnectionError } from "./errors.ts";
import { newIdempotencyKey, repeatabilityOf } from "./repeatable.ts";
import { backoffMs, type RetryPolicy, retryDelayMs } from "./retry.ts";

export type Fetch = (request: Request) => Promise<Response>;

/** Returns the bearer token. undefined: there is no token, or a cookie holds it. */
export type GetToken = () => string | undefined | Promise<string | undefined>;

export interface TransportOptions {
  fetch: Fetch;
  /** Called before each attempt, so that a retry after a long delay doesn't send an expired token. */
  getToken: GetToken;
  retry: RetryPolicy;
  clock: Clock;
}

type Outcome = { response: Response } | { error: unknown };

/** Creates a fetch that authenticates, and that retries repeatable requests after temporary failures. */
export function createTransport(options: TransportOptions): Fetch {
  const { retry, clock } = options;
  return async (request) => {
    const maxAttempts = makeRepeatable(request) ? retry.maxAttempts : 1;
    let answerWasLost = false;
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt >= maxAttempts;
      const outcome = await send(isLast ? request : request.clone(), request.signal, options);
      const delayMs = isLast ? undefined : await delayAfter(outcome, attempt, options);
      if (delayMs === undefined) return settle(request, outcome, answerWasLost);
      if ("error" in outcome) answerWasLost = true;
      else await outcome.response.body?.cancel();
      await clock.sleep(delayMs, request.signal);
    }
  };
}

/**
 * Returns whether the request may be retried. Adds an `Idempotency-Key` to a request that creates a resource, so that
 * its retries have the same key.
 */
function makeRepeatable(request: Request): boolean {
  const repeatability = repeatabilityOf(request);
  if (repeatability === "keyed" && !request.headers.has("Idempotency-Key")) {
    request.headers.set("Idempotency-Key", newIdempotencyKey());
  }
  return repeatability !== "no";
}

async function send(request: Request, signal: AbortSignal, options: TransportOptions): Promise<Outcome> {
  signal.throwIfAborted();
  const token = await options.getToken();
  if (token !== undefined) request.headers.set("Authorization", `Bearer ${token}`);
  try {
    return { response: await withWholeJson(await options.fetch(request)) };
  } catch (error) {
    signal.throwIfAborted();
    return { error };
  }
}

async function delayAfter(
  outcome: Outcome,
  attempt: number,
  { retry, clock }: TransportOptions,
): Promise<number | undefined> {
  if ("error" in outcome) return backoffMs(retry, attempt);
  return retryDelayMs(retry, { response: outcome.response, attempt, now: clock.now() });
}

function settle(request: Request, outcome: Outcome, answerWasLost: boolean): Response {
  if ("error" in outcome) throw new ConnectionError(request, outcome.error);
  const { response } = outcome;
  const wasDeletedBefore = answerWasLost && request.method === "DELETE" && response.status === 404;
  return wasDeletedBefore ? new Response(null, { status: 204 }) : response;
}

/** Reads the whole JSON body here, so that a connection that breaks during the reading of the body leads to a retry. */
async function withWholeJson(response: Response): Promise<Response> {
  if (!response.body || !/\bjson\b/.test(response.headers.get("Content-Type") ?? "")) return response;
  const { status, statusText, headers } = response;
  return new Response(await response.text(), { status, statusText, headers });
}
