const LF = 10;
const CR = 13;

/** End of the last complete line, including its line end (LF, CRLF or CR). 0: none. */
export function completeLinesLength(bytes: Buffer, isEnd: boolean): number {
  if (isEnd) return bytes.length;
  // A CR at the very end may be the first half of CRLF.
  const cr = bytes.length < 2 ? -1 : bytes.lastIndexOf(CR, bytes.length - 2);
  return Math.max(bytes.lastIndexOf(LF), cr) + 1;
}

/** Start of the line with the byte at `offset`. */
export function lineStart(bytes: Buffer, offset: number): number {
  if (offset === 0) return 0;
  return Math.max(bytes.lastIndexOf(LF, offset - 1), bytes.lastIndexOf(CR, offset - 1)) + 1;
}

/** Splits a text of complete lines. The lines have no line ends. */
export function splitLines(text: string): string[] {
  const lines = text.includes("\r") ? text.split(/\r\n|\n|\r/) : text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** Number of line ends (LF, CRLF, CR) in a text. */
export function countLineEnds(text: string): number {
  if (!text.includes("\n") && !text.includes("\r")) return 0;
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

export function isLineEnd(byte: number | undefined): boolean {
  return byte === LF || byte === CR;
}
