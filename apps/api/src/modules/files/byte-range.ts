import { ProblemError } from "../../http/problem.ts";

/** A range of bytes, both ends included. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Parses a `Range` header of one byte range (RFC 9110, section 14). `undefined`: the header is absent or not supported, so the whole file is
 * sent. `unsatisfiable`: the range starts after the file's end.
 */
export function parseByteRange(header: string | undefined, sizeBytes: number): ByteRange | "unsatisfiable" | undefined {
  const [, first = "", last = ""] = header?.match(/^bytes=(\d*)-(\d*)$/) ?? [];
  if (first === "" && last === "") return undefined;
  if (first === "") {
    const length = Math.min(Number(last), sizeBytes);
    return length === 0 ? "unsatisfiable" : { start: sizeBytes - length, end: sizeBytes - 1 };
  }
  if (last !== "" && Number(last) < Number(first)) return undefined;
  if (Number(first) >= sizeBytes) return "unsatisfiable";
  return { start: Number(first), end: last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1) };
}

/** Returns the status, the headers and the byte range of a response to a `Range` header. */
export function toPart(header: string | undefined, sizeBytes: number) {
  const range = parseByteRange(header, sizeBytes);
  if (range === "unsatisfiable") {
    throw new ProblemError(
      "range-not-satisfiable",
      `The range is outside the file, which has ${sizeBytes} bytes. Request bytes within it.`,
      {
        headers: { "Content-Range": `bytes */${sizeBytes}` },
      },
    );
  }
  const ranges = { "Accept-Ranges": "bytes" } as const;
  if (!range) return { status: 200, range, headers: { ...ranges, "Content-Length": sizeBytes } } as const;
  const { start, end } = range;
  const headers = {
    ...ranges,
    "Content-Length": end - start + 1,
    "Content-Range": `bytes ${start}-${end}/${sizeBytes}`,
  };
  return { status: 206, range, headers } as const;
}
