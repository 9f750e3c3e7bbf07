/** Streams content to another process. The reader requests each block, so memory holds at most one block of a file. */
import type { Call } from "./calls.ts";

const blockBytes = 256 * 1024;

interface LentStream {
  chunks: AsyncIterator<Uint8Array>;
  /** The part of a chunk that didn't fit into the last block. */
  rest: Uint8Array;
}

export type StreamLender = ReturnType<typeof createStreamLender>;

/**
 * Number of the last stream. Numbers are unique across attempts, so that a late call can't reach a stream of another
 * attempt.
 */
let lastId = 0;

/** The sending side, for one attempt. The other side calls `next` and `close`. */
export function createStreamLender() {
  const streams = new Map<number, LentStream>();
  let ended = false;

  async function close(id: number): Promise<void> {
    const stream = streams.get(id);
    streams.delete(id);
    await stream?.chunks.return?.();
  }

  return {
    /** Registers content and returns its number. Closes it at once if the attempt has ended. */
    lend(content: AsyncIterable<Uint8Array>): number {
      streams.set(++lastId, { chunks: content[Symbol.asyncIterator](), rest: new Uint8Array() });
      if (ended) void close(lastId).catch(() => {});
      return lastId;
    },
    /** The next block, built from small chunks or a part of a large one. undefined: the end. */
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
    /** Closes all streams, also streams that are registered later. */
    end() {
      ended = true;
      for (const id of streams.keys()) void close(id).catch(() => {});
    },
  };
}

/** The reading side: yields the content. Leaving the loop early closes the content. */
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
