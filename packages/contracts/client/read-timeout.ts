import type { Clock } from "./clock.ts";
import { ReadTimeoutError } from "./errors.ts";
import type { Fetch } from "./transport.ts";

/** Limits the time from a read until its response, including retries and a refresh of the session. */
export function withReadTimeout(fetch: Fetch, timeoutMs: number, clock: Clock): Fetch {
  return async (request) => {
    if (request.method !== "GET") return fetch(request);
    const read = new AbortController();
    const answered = new AbortController();
    const onAbort = () => read.abort(request.signal.reason);
    if (request.signal.aborted) onAbort();
    // The caller's signal also aborts the reading of the response's body. The time limit does not.
    request.signal.addEventListener("abort", onAbort, { once: true });
    const limit = clock.sleep(timeoutMs, answered.signal).then(
      () => {
        const error = new ReadTimeoutError(request, timeoutMs);
        read.abort(error);
        throw error;
      },
      () => new Promise<never>(() => {}),
    );
    return Promise.race([fetch(new Request(request, { signal: read.signal })), limit]).finally(() => answered.abort());
  };
}
