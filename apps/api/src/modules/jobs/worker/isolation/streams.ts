/**
 * Content on its way to another process. The side that reads asks for each block and gets the next one when it asks, so
 * nobody holds more than a block of a file of any size.
 */
import type { Call } from "./calls.ts";

const blockBytes = 256 * 1024;

interface LentStream {
  chunks: AsyncIterator<Uint8Array>;
  /** What was taken from `chunks` and didn't fit. */
  rest: Uint8Array;
}

export type StreamLender = ReturnType<typeof createStreamLender>;

/** Counted over all attempts: a late call for the content of an attempt that has ended must not reach another one's. */
let lastId = 0;

/** The side that has the content, for one attempt. `next` and `close` are what the other side calls. */
export function createStreamLender() {
  const streams = new Map<number, LentStream>();
  let ended = false;

  async function close(id: number): Promise<void> {
    const stream = streams.get(id);
    streams.delete(id);
    await stream?.chunks.return?.();
  }

  return {
    /** After the end the content is closed at once: a file may be opened for an attempt that ends meanwhile. */
    lend(content: AsyncIterable<Uint8Array>): number {
      streams.set(++lastId, { chunks: content[Symbol.asyncIterator](), rest: new Uint8Array() });
      if (ended) void close(lastId).catch(() => {});
      return lastId;
    },
    /** A block of many small chunks, or of a part of a large one; undefined at the end. */
    async next(id: number): Promise<Uint8Array | undefined> {
      const stream = streams.get(id);
      if (!stream) throw new Error("the content was closed");
      const block: Uint8Array[] = [];
      let missing = blockBytes;
      while (missing > 0) {
        if (stream.rest.byteLength === 0) {
          const { done, value } = await stream.chunks.next();
          if (done) break;
          stream.rest = value;
        }
        const part = stream.rest.subarray(0, missing);
        stream.rest = stream.rest.subarray(part.byteLength);
        block.push(part);
        missing -= part.byteLength;
      }
      return missing === blockBytes ? undefined : Buffer.concat(block);
    },
    close,
    /** Closes what was lent, and everything that will be. */
    end() {
      ended = true;
      for (const id of streams.keys()) void close(id).catch(() => {});
    },
  };
}

/** The side that reads. Leaving early closes the content on the other side. */
export async function* readStream(call: Call, id: number): AsyncGenerator<Uint8Array> {
  try {
    while (true) {
      const block = (await call("next", id)) as Uint8Array | undefined;
      if (block === undefined) return;
      yield block;
    }
  } finally {
    await call("close", id).catch(() => {});
  }
}
