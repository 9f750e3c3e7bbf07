const LF = 10;
const CR = 13;

/** Returns the offset after the last complete line and its line end (LF, CRLF or CR). 0: there is no complete line. */
export function completeLinesLength(bytes: Buffer, isEnd: boolean): number {
  if (isEnd) return bytes.length;
  // A CR at the very end of the bytes may be the first half of CRLF.
  const cr = bytes.length < 2 ? -1 : bytes.lastIndexOf(CR, bytes.length - 2);
  return Math.max(bytes.lastIndexOf(LF), cr) + 1;
}

/** Returns the offset at which the line with the byte at `offset` starts. */
export function lineStart(bytes: Buffer, offset: number): number {
  if (offset === 0) return 0;
  return Math.max(bytes.lastIndexOf(LF, offset - 1), bytes.lastIndexOf(CR, offset - 1)) + 1;
}

/** Splits a text of complete lines. The returned lines have no line ends. */
export function splitLines(text: string): string[] {
  const lines = text.includes("\r") ? text.split(/\r\n|\n|\r/) : text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** Counts the line ends (LF, CRLF, CR) in a text. */
export function countLineEnds(text: string): number {
  if (!text.includes("\n") && !text.includes("\r")) return 0;
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

export function isLineEnd(byte: number | undefined): boolean {
  return byte === LF || byte === CR;
}
