/** One client's stream: events on their way out, in the format of server-sent events. */
import type { Changed } from "./change-feed.ts";
import { type LiveUpdate, type Subject, subjectOf } from "./read-updates.ts";

export type EndReason = Extract<LiveUpdate, { kind: "end" }>["reason"];

export interface StreamOptions {
  orgId: string;
  /** Who is counted for it. */
  actor: string;
  /** By which it is looked at together with others whether they may go on. */
  credential: string;
  /** Throws the refusal when the caller may not read any more. */
  reauthorize: () => Promise<void>;
  subjects: readonly Subject[];
  /** Only events about this job. */
  jobId: string | undefined;
  /** Where it goes on. */
  lastEventId: string | undefined;
}

export interface StreamEnds {
  /** Who has more waiting takes events more slowly than they come. */
  mostWaitingBytes: number;
  /** Hears that the client has gone; what it returns is waited for. */
  onCancel: () => Promise<void>;
}

export interface EventStream extends StreamOptions {
  body: ReadableStream<Uint8Array>;
  wants(changed: Changed): boolean;
  /** Sends those of the events that it wants; the id goes with the last of them. */
  send(events: readonly LiveUpdate[], id: string | undefined, nowMs: number): void;
  /** Says that it lives, and up to where everything has been sent, unless something was just said. */
  beat(id: string | undefined, nowMs: number, heartbeatMs: number): void;
  end(reason: EndReason): void;
  /** Whether more waits for the client than may. */
  isSlow(): boolean;
  /** When it was last looked at whether the caller may read. */
  checkedMs: number;
}

const retryMs = 2_000;
const encoder = new TextEncoder();

export function createEventStream(options: StreamOptions, { mostWaitingBytes, onCancel }: StreamEnds): EventStream {
  let controller: ReadableStreamDefaultController<Uint8Array>;
  let sentMs = Number.NEGATIVE_INFINITY;
  let over = false;
  const body = new ReadableStream<Uint8Array>(
    {
      start(opened) {
        controller = opened;
        controller.enqueue(encoder.encode(`retry: ${retryMs}\n\n`));
      },
      cancel() {
        over = true;
        return onCancel();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: mostWaitingBytes }),
  );

  function write(text: string): void {
    if (!over) controller.enqueue(encoder.encode(text));
  }

  function concerns(event: LiveUpdate): boolean {
    // However many changes there are, of one job it is always told.
    if (event.kind === "reset" && event.reason === "tooManyChanges") return options.jobId === undefined;
    const about = subjectOf(event);
    return !about || stream.wants(about);
  }

  const stream: EventStream = {
    ...options,
    body,
    checkedMs: 0,
    wants: ({ subject, id }) =>
      options.subjects.includes(subject) && (!options.jobId || (subject === "job" && id === options.jobId)),
    send(events, id, nowMs) {
      const wanted = events.filter(concerns);
      if (wanted.length === 0) return;
      const last = wanted.length - 1;
      const texts = wanted.map((event, index) => toText(event, index === last ? id : undefined));
      write(texts.join(""));
      sentMs = nowMs;
    },
    isSlow: () => !over && (controller.desiredSize ?? 0) < 0,
    beat(id, nowMs, heartbeatMs) {
      if (nowMs - sentMs < heartbeatMs) return;
      // An id by itself is no event to the client, and still where it goes on.
      write(id === undefined ? ":\n\n" : `:\nid: ${id}\n\n`);
      sentMs = nowMs;
    },
    end(reason) {
      if (over) return;
      write(toText({ kind: "end", reason }, undefined));
      over = true;
      controller.close();
    },
  };
  return stream;
}

/** What an event says is the same to however many streams it goes. */
const said = new WeakMap<LiveUpdate, string>();

function toText(event: LiveUpdate, id: string | undefined): string {
  const name = `event: ${event.kind}\n`;
  const data = said.get(event) ?? JSON.stringify(event);
  said.set(event, data);
  return `${name}${id === undefined ? "" : `id: ${id}\n`}data: ${data}\n\n`;
}
