/**
 * A content in parts of `partBytes`, of which the last may be smaller, or empty if there is nothing at all. No more than
 * one part and one chunk are held at a time.
 */
export async function* partsOf(
  content: AsyncIterable<Uint8Array>,
  partBytes: number,
): AsyncGenerator<{ bytes: Buffer; isLast: boolean }> {
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  for await (let chunk of content) {
    // A full part is held until there is more: it may be the last.
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
