import { setImmediate as eventLoopTurn } from "node:timers/promises";

/**
 * Size of a block, 64 KiB: large enough for a low cost per block, small enough to release the event loop every few
 * milliseconds.
 */
export const BLOCK_BYTES = 64 * 1024;

export interface ReadBlocksOptions {
  readonly signal?: AbortSignal | undefined;
  readonly blockBytes?: number;
}

/**
 * Converts the chunks of a source to blocks of exactly `blockBytes`; the last block may be shorter. So the result
 * doesn't depend on the chunks of the storage.
 *
 * Throws the signal's reason as soon as it aborts, even while the source is silent, and closes the source.
 */
export async function* readBlocks(
  source: AsyncIterable<Uint8Array>,
  { signal, blockBytes = BLOCK_BYTES }: ReadBlocksOptions = {},
): AsyncGenerator<Buffer, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  let open = true;
  let block = Buffer.allocUnsafe(blockBytes);
  let filled = 0;
  try {
    for (;;) {
      const next = await unlessAborted(() => iterator.next(), signal);
      if (next.done) {
        open = false;
        break;
      }
      for (let at = 0; at < next.value.length; ) {
        const part = next.value.subarray(at, at + blockBytes - filled);
        block.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled === blockBytes) {
          yield block;
          // Without this pause, a source in memory would block timers, heartbeats and other jobs for the whole file.
          await eventLoopTurn();
          signal?.throwIfAborted();
          block = Buffer.allocUnsafe(blockBytes);
          filled = 0;
        }
      }
    }
    if (filled > 0) yield block.subarray(0, filled);
  } finally {
    if (open) await close(iterator, signal);
  }
}

/**
 * Rejects when the signal aborts. Adds and removes a listener per call, because a race against one long-lived promise
 * would leak memory.
 */
function unlessAborted<T>(start: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return start();
  return new Promise<T>((resolve, reject) => {
    signal.throwIfAborted();
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    start()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", onAbort));
  });
}

async function close(iterator: AsyncIterator<Uint8Array>, signal: AbortSignal | undefined): Promise<void> {
  // An error of closing is ignored: the error that stopped the reading matters more.
  const closed = Promise.resolve(iterator.return?.()).catch(() => undefined);
  // After an abort, the closing isn't awaited: the source may never respond, and a generator handles `return` only
  // after its pending `next`.
  if (!signal?.aborted) await closed;
}
