const LF = 10;
const CR = 13;

/** Where the last complete line of `bytes` ends, its line end (LF, CRLF or CR) included; 0 if there is none. */
export function completeLinesLength(bytes: Buffer, isEnd: boolean): number {
  if (isEnd) return bytes.length;
  // A CR at the very end may be the first half of CRLF.
  const cr = bytes.length < 2 ? -1 : bytes.lastIndexOf(CR, bytes.length - 2);
  return Math.max(bytes.lastIndexOf(LF), cr) + 1;
}

/** Where the line that holds the byte at `offset` starts. */
export function lineStart(bytes: Buffer, offset: number): number {
  if (offset === 0) return 0;
  return Math.max(bytes.lastIndexOf(LF, offset - 1), bytes.lastIndexOf(CR, offset - 1)) + 1;
}

/** The lines of a text that ends with a line end or with the file, without their line ends. */
export function splitLines(text: string): string[] {
  const lines = text.includes("\r") ? text.split(/\r\n|\n|\r/) : text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** How many LF, CRLF and CR a text holds. */
export function countLineEnds(text: string): number {
  if (!text.includes("\n") && !text.includes("\r")) return 0;
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

export function isLineEnd(byte: number | undefined): boolean {
  return byte === LF || byte === CR;
}
