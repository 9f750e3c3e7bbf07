import { setImmediate as eventLoopTurn } from "node:timers/promises";

/** 64 KiB: large enough for the cost per block to vanish, small enough to leave the event loop every few milliseconds. */
export const BLOCK_BYTES = 64 * 1024;

export interface ReadBlocksOptions {
  readonly signal?: AbortSignal | undefined;
  readonly blockBytes?: number;
}

/**
 * Regroups a source's chunks, whatever their size, into blocks of exactly `blockBytes` (the last one may be shorter). Everything
 * after this sees the same blocks for the same file, so the way the storage happened to chunk it can't change a result.
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
          // A source that answers from memory would otherwise keep timers, heartbeats and other jobs waiting for the whole file.
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

/** One listener per call, removed after it: a race against one long-lived promise would grow with the file. */
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
  // What stopped the reading matters more than a source that fails while closing.
  const closed = Promise.resolve(iterator.return?.()).catch(() => undefined);
  // An aborted source may be silent for ever, and a generator answers `return` only after its pending `next`.
  if (!signal?.aborted) await closed;
}
