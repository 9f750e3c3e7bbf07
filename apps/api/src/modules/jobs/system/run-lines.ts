/** Log lines of a system job's run, bounded for its history. */
import { toStorableData, toStorableText } from "../../../json-safety.ts";
import type { LogLevel } from "../handlers/types.ts";

export interface RunLine {
  at: Date;
  level: LogLevel;
  message: string;
  data: Record<string, unknown> | null;
}

const most = { lines: 200, messageLength: 1_000, dataLength: 2_000 };

/** Adds a line. The last line that fits reports that more were dropped. */
export function addLine(lines: RunLine[], at: Date, level: LogLevel, message: string, data?: Record<string, unknown>) {
  if (lines.length >= most.lines) return;
  const isLast = lines.length === most.lines - 1;
  lines.push(
    isLast
      ? { at, level: "warn", message: `The log is full: lines after the ${most.lines - 1}th are dropped.`, data: null }
      : {
          at,
          level,
          message: toStorableText(message, most.messageLength),
          data: toStorableData(data, most.dataLength),
        },
  );
}
