/** One client's stream of updates, in the format of server-sent events. */
import type { OperationInput, Schemas } from "@gaffer/contracts/server";
import type { Changed } from "./change-feed.ts";
import { type LiveUpdate, type Subject, subjectOf } from "./read-updates.ts";

export type EndReason = Extract<LiveUpdate, { kind: "end" }>["reason"];

export interface StreamOptions {
  orgId: string;
  /** The API key or user whose limit this stream counts towards. */
  actor: string;
  /** Streams with the same credential share one access check. */
  credential: string;
  /** Throws a problem when the caller has lost access. */
  reauthorize: () => Promise<void>;
  subjects: readonly Subject[];
  /** Only updates of these jobs, and none of schedules. Without a filter: of all jobs. */
  jobs: JobFilters;
  /** The client's `Last-Event-ID`, where the stream resumes. */
  lastEventId: string | undefined;
}

/** Filters of jobs by what never changes, so that a job never starts or stops to match. */
export type JobFilters = Omit<OperationInput<"streamLiveUpdates">["query"], "subject">;

export interface StreamEnds {
  /** Maximum number of bytes in the buffer. A client that exceeds it is too slow. */
  maxBufferBytes: number;
  /** Called when the client closes the connection. The stream waits for the result of the call. */
  onCancel: () => Promise<void>;
}

export interface EventStream extends StreamOptions {
  body: ReadableStream<Uint8Array>;
  wants(changed: Changed): boolean;
  /** Sends those events that the client subscribed to. The last event carries the id. */
  send(events: readonly LiveUpdate[], id: string | undefined, nowMs: number): void;
  /** Sends a keepalive with the current id, unless the stream sent something within `heartbeatMs`. */
  sendKeepalive(id: string | undefined, nowMs: number, heartbeatMs: number): void;
  end(reason: EndReason): void;
  /** Whether the buffer exceeds its limit. */
  isSlow(): boolean;
  /** Time of the last access check. */
  checkedMs: number;
}

const retryMs = 2_000;
const encoder = new TextEncoder();

export function createEventStream(options: StreamOptions, { maxBufferBytes, onCancel }: StreamEnds): EventStream {
  let controller: ReadableStreamDefaultController<Uint8Array>;
  let sentMs = Number.NEGATIVE_INFINITY;
  let closed = false;
  const { jobId, ...filters } = options.jobs;
  const hasFilter = Object.keys(options.jobs).length > 0;
  const body = new ReadableStream<Uint8Array>(
    {
      start(opened) {
        controller = opened;
        controller.enqueue(encoder.encode(`retry: ${retryMs}\n\n`));
      },
      cancel() {
        closed = true;
        return onCancel();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: maxBufferBytes }),
  );

  function write(text: string): void {
    if (!closed) controller.enqueue(encoder.encode(text));
  }

  function isWanted(event: LiveUpdate): boolean {
    // A stream of one job ignores this reset, because it gets its job's update however many changes there are.
    if (event.kind === "reset" && event.reason === "tooManyChanges") return jobId === undefined;
    if (event.kind === "job" && !fits(event.job, filters)) return false;
    const about = subjectOf(event);
    return !about || stream.wants(about);
  }

  const stream: EventStream = {
    ...options,
    body,
    checkedMs: 0,
    wants: ({ subject, id }) =>
      options.subjects.includes(subject) && (!hasFilter || subject === "job") && (!jobId || id === jobId),
    send(events, id, nowMs) {
      const wanted = events.filter(isWanted);
      if (wanted.length === 0) return;
      const last = wanted.length - 1;
      const texts = wanted.map((event, index) => toText(event, index === last ? id : undefined));
      write(texts.join(""));
      sentMs = nowMs;
    },
    isSlow: () => !closed && (controller.desiredSize ?? 0) < 0,
    sendKeepalive(id, nowMs, heartbeatMs) {
      if (nowMs - sentMs < heartbeatMs) return;
      // An id without data is no event for the client, but moves its `Last-Event-ID`.
      write(id === undefined ? ":\n\n" : `:\nid: ${id}\n\n`);
      sentMs = nowMs;
    },
    end(reason) {
      if (closed) return;
      write(toText({ kind: "end", reason }, undefined));
      closed = true;
      controller.close();
    },
  };
  return stream;
}

/** Whether the job has the value of each filter, or one of its values. */
function fits(job: Schemas["JobSummary"], filters: Omit<JobFilters, "jobId">): boolean {
  return Object.entries(filters).every(([name, wanted]) =>
    [wanted].flat().some((value) => value === job[name as keyof typeof filters]),
  );
}

/** Serialized events, so that streams share the text of an event. */
const serialized = new WeakMap<LiveUpdate, string>();

function toText(event: LiveUpdate, id: string | undefined): string {
  const name = `event: ${event.kind}\n`;
  const data = serialized.get(event) ?? JSON.stringify(event);
  serialized.set(event, data);
  return `${name}${id === undefined ? "" : `id: ${id}\n`}data: ${data}\n\n`;
}
