import { closeSync, fstatSync, openSync, readSync, renameSync, statSync } from "node:fs";

/**
 * The log of one run of the server. It is a file and no pipe, so that the server can write after this process has
 * ended.
 */
export interface ServerLog {
  fd: number;
  /** Returns the last lines that were written since the log was opened. Default: 15 lines. */
  lastLines(count?: number): string;
  close(): void;
}

const MAX_SIZE_BYTES = 10 * 1024 * 1024;
const TAIL_BYTES = 16 * 1024;

/** Opens `file` for appending. A file over 10 MiB is renamed to `<file>.1` first. */
export function openServerLog(file: string): ServerLog {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_SIZE_BYTES) renameSync(file, `${file}.1`);
  const fd = openSync(file, "a+", 0o600);
  const startOffset = fstatSync(fd).size;
  return {
    fd,
    lastLines(count = 15) {
      const end = fstatSync(fd).size;
      const from = Math.max(startOffset, end - TAIL_BYTES);
      const buffer = Buffer.alloc(end - from);
      const length = readSync(fd, buffer, 0, buffer.length, from);
      return buffer.toString("utf8", 0, length).trimEnd().split("\n").slice(-count).join("\n");
    },
    close: () => closeSync(fd),
  };
}
