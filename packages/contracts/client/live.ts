import type { Client } from "openapi-fetch";
import type { paths } from "../generated/openapi.d.ts";
import { dataOf } from "./answer.ts";
import type { Clock } from "./clock.ts";
import { ConnectionError, ProblemError, UnexpectedAnswerError } from "./errors.ts";
import { readEventStream, type StreamMessage } from "./event-stream.ts";
import type { CallOptions, LiveQuery, LiveUpdate } from "./models.ts";
import { backoffMs, type RetryPolicy } from "./retry.ts";

/** Options of the stream. */
export interface LiveOptions extends CallOptions, LiveQuery {
  /** The last received `lastEventId`. Without it, or when it is too old, the first update is a `reset`. */
  lastEventId?: string | undefined;
  /** Called with true when a connection starts to deliver updates, and with false when it ends. */
  onConnection?: ((isOpen: boolean) => void) | undefined;
}

/** A live update. `lastEventId` is set if the stream can resume after this update. */
export type ReceivedUpdate = Exclude<LiveUpdate, { kind: "end" }> & { lastEventId?: string };

export interface LiveSource {
  http: Client<paths>;
  orgId: string;
  clock: Clock;
  retry: RetryPolicy;
}

/** Silence after which a connection counts as dead. The server sends something every 15 seconds. */
const SILENT_MS = 45_000;

/** The state of a stream that outlives its connections. */
interface Place {
  lastEventId: string | undefined;
  /** Minimum delay before the next connection, as the server requested. */
  retryMs: number;
  /** Number of consecutive connections without a message. */
  failures: number;
}

/**
 * Yields updates over one connection after the other. Ends when the signal aborts, when the caller's loop ends, or when
 * the server refuses.
 */
export async function* readLiveUpdates(
  source: LiveSource,
  { signal, lastEventId, onConnection, ...query }: LiveOptions = {},
): AsyncGenerator<ReceivedUpdate, void, undefined> {
  const { clock, retry } = source;
  const place: Place = { lastEventId, retryMs: 0, failures: 0 };
  for (;;) {
    place.failures += 1;
    let waitMs = 0;
    try {
      yield* readOnce(source, { query, place, signal, onConnection });
    } catch (error) {
      if (signal?.aborted || isFinal(error)) throw error;
      if (error instanceof ProblemError) waitMs = error.retryAfterMs ?? 0;
    }
    waitMs = Math.max(waitMs, place.retryMs);
    const backoff = place.failures > 0 ? backoffMs(retry, place.failures) : 0;
    // Adds a random extra delay from 0 to `waitMs`, so that not all clients of a stopping process reconnect at once.
    await clock.sleep(waitMs * (1 + retry.random()) + backoff, signal);
  }
}

interface Reading {
  query: LiveQuery;
  place: Place;
  signal: AbortSignal | undefined;
  onConnection: LiveOptions["onConnection"];
}

/** Yields the updates of one connection, and then closes it. */
async function* readOnce(
  source: LiveSource,
  { query, place, signal, onConnection }: Reading,
): AsyncGenerator<ReceivedUpdate, void, undefined> {
  const stop = new AbortController();
  const onAbort = () => stop.abort(signal?.reason);
  if (signal?.aborted) onAbort();
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    const messages = connect(source, query, place.lastEventId, stop.signal);
    for await (const { data, lastEventId, retryMs } of whileAlive(messages, source.clock)) {
      if (place.failures > 0) onConnection?.(true);
      place.failures = 0;
      place.lastEventId = lastEventId ?? place.lastEventId;
      place.retryMs = retryMs ?? place.retryMs;
      if (data === undefined) continue;
      const event = JSON.parse(data) as LiveUpdate;
      // Why the connection ended doesn't matter: the next request shows whether the stream can continue.
      if (event.kind === "end") return;
      yield lastEventId === undefined ? event : { ...event, lastEventId };
    }
  } finally {
    signal?.removeEventListener("abort", onAbort);
    stop.abort();
    if (place.failures === 0) onConnection?.(false);
  }
}

/** Yields the messages of one connection until it ends or breaks. */
async function* connect(
  { http, orgId }: LiveSource,
  query: LiveQuery,
  last: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<StreamMessage, void, undefined> {
  const header = last === undefined ? {} : { "Last-Event-ID": last };
  const params = { path: { orgId }, query, header };
  const body = await dataOf(http.GET("/v1/orgs/{orgId}/live", { params, parseAs: "stream", signal }));
  try {
    yield* readEventStream(body);
  } catch {
    signal.throwIfAborted();
  }
}

/** Yields the messages until the stream is silent for too long, because a dead connection may give no sign. */
async function* whileAlive(
  messages: AsyncIterator<StreamMessage, void, undefined>,
  clock: Clock,
): AsyncGenerator<StreamMessage, void, undefined> {
  for (;;) {
    const heard = new AbortController();
    const silence = clock.sleep(SILENT_MS, heard.signal).then(
      () => undefined,
      () => new Promise<never>(() => {}),
    );
    const next = await Promise.race([messages.next(), silence]).finally(() => heard.abort());
    if (!next || next.done) return;
    yield next.value;
  }
}

/** Whether another request would fail in the same way. */
function isFinal(error: unknown): boolean {
  if (error instanceof ConnectionError) return false;
  const isAnswer = error instanceof ProblemError || error instanceof UnexpectedAnswerError;
  return !isAnswer || error.status === undefined || (error.status !== 429 && error.status < 500);
}
