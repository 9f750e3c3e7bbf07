/** A client of a live-updates stream. */
import type { Schemas } from "@gaffer/contracts/server";
import { onTestFinished } from "vitest";
import type { DemoOrg } from "../../src/demo/demo-org.ts";
import type { TestGaffer } from "./test-gaffer.ts";

export type LiveUpdate = Schemas["LiveUpdate"];

export interface StreamRequest {
  as?: Pick<DemoOrg, "apiKey">;
  orgId?: string;
  query?: string;
  lastEventId?: string | undefined;
}

export interface OpenStream {
  response: Response;
  /** All events that the stream has received so far. */
  events: LiveUpdate[];
  /** The id of the last event. */
  lastId: () => string | undefined;
  /** The raw text that the stream has received so far. */
  text: () => string;
  /** Resolves with the first event, past or future, that matches. */
  waitFor<Event extends LiveUpdate = LiveUpdate>(isIt: (event: LiveUpdate) => boolean): Promise<Event>;
  /** Resolves when the text so far matches. */
  waitForText(isIt: (text: string) => boolean): Promise<void>;
  /** Resolves when the server has ended the stream. */
  ended: Promise<void>;
  close(): Promise<void>;
}

/** Opens a stream without a socket, and reads it to its end. */
export async function openStream(gaffer: TestGaffer, options: StreamRequest = {}): Promise<OpenStream> {
  const { as = gaffer.org, orgId = gaffer.org.orgId, query = "", lastEventId } = options;
  const response = await gaffer.app.http.request(`/v1/orgs/${orgId}/live${query && `?${query}`}`, {
    headers: {
      authorization: `Bearer ${as.apiKey}`,
      ...(lastEventId !== undefined && { "last-event-id": lastEventId }),
    },
  });
  if (response.status !== 200) throw new Error(`no stream: ${response.status} ${await response.text()}`);
  return readStream(response);
}

/** Reads a response that is a stream. */
export function readStream(response: Response): OpenStream {
  const events: LiveUpdate[] = [];
  const waiting = new Set<() => void>();
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = "";
  let lastId: string | undefined;
  let rest = "";
  let failure: unknown;
  let isOver = false;

  function take(chunk: string): void {
    text += chunk;
    rest += chunk;
    const blocks = rest.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const [, id] = block.match(/^id: (.*)$/m) ?? [];
      const [, data] = block.match(/^data: (.*)$/m) ?? [];
      if (id !== undefined) lastId = id;
      if (data !== undefined) events.push(JSON.parse(data));
    }
  }

  async function readAll(): Promise<void> {
    for (;;) {
      const { done, value } = await reader.read();
      if (!done) take(decoder.decode(value, { stream: true }));
      else isOver = true;
      for (const look of waiting) look();
      if (done) return;
    }
  }

  const ended = readAll().catch((error) => {
    failure = error;
    isOver = true;
    for (const look of waiting) look();
  });

  function until<Found>(find: () => Found | undefined): Promise<Found> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = find();
        if (found === undefined && !isOver) return;
        waiting.delete(look);
        if (found === undefined) reject(new Error(`the stream has ended: ${failure ?? text.slice(-500)}`));
        else resolve(found);
      };
      waiting.add(look);
      look();
    });
  }

  const close = () => reader.cancel().catch(() => {});
  onTestFinished(close);
  return {
    response,
    events,
    lastId: () => lastId,
    text: () => text,
    waitFor: <Event extends LiveUpdate>(isIt: (event: LiveUpdate) => boolean) =>
      until(() => events.find(isIt) as Event),
    waitForText: async (isIt) => void (await until(() => (isIt(text) ? true : undefined))),
    ended,
    close,
  };
}

/** Whether an event is about this job with this status. */
export const isJob = (id: string, status?: Schemas["JobStatus"]) => (event: LiveUpdate) =>
  event.kind === "job" && event.job.id === id && (status === undefined || event.job.status === status);
