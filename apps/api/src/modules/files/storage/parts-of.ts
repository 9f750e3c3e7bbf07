/**
 * Splits a content into parts of `partBytes`. The last part may be smaller, or empty for an empty content. Holds at most one part and one
 * chunk.
 */
export async function* partsOf(
  content: AsyncIterable<Uint8Array>,
  partBytes: number,
): AsyncGenerator<{ bytes: Buffer; isLast: boolean }> {
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  for await (let chunk of content) {
    // A full part is held until the next chunk, because it may be the last part.
    while (pendingBytes + chunk.byteLength > partBytes) {
      const room = partBytes - pendingBytes;
      const bytes = Buffer.concat([...pending, chunk.subarray(0, room)]);
      pending = [];
      pendingBytes = 0;
      chunk = chunk.subarray(room);
      yield { bytes, isLast: false };
    }
    pending.push(chunk);
    pendingBytes += chunk.byteLength;
  }
  yield { bytes: Buffer.concat(pending), isLast: true };
}
