import type { Readable } from "node:stream";
import type { Logger } from "pino";

const maxLines = 200;
const maxLineLength = 2_000;
const maxLastWords = 8_000;

export interface OutputLog {
  /** What follows is said by another attempt: its lines carry `ids`, and it may say as much as the one before. */
  begin(ids: object): void;
  /** Writes the line that has no end yet. */
  flush(): void;
  /** The last that came. */
  lastWords(): string;
}

/** Writes what a process prints to the log, line by line, up to a bound for each attempt. */
export function logOutput(stream: Readable, log: Logger, level: "info" | "warn"): OutputLog {
  let lines = 0;
  let attemptLog = log;
  let rest = "";
  let last = "";

  function write(line: string): void {
    if (line === "" || ++lines > maxLines + 1) return;
    attemptLog[level](lines > maxLines ? "what else this attempt prints is dropped" : line.slice(0, maxLineLength));
  }

  function flush(): void {
    write(rest);
    rest = "";
  }

  stream.setEncoding("utf8").on("data", (text: string) => {
    last = (last + text).slice(-maxLastWords);
    const [first = "", ...others] = text.split("\n");
    // A line without an end may come in any number of pieces: only what can be logged of it is kept.
    rest = (rest + first).slice(0, maxLineLength);
    for (const next of others) {
      flush();
      rest = next.slice(0, maxLineLength);
    }
  });
  stream.on("error", () => {});

  return {
    begin(ids) {
      lines = 0;
      attemptLog = log.child(ids);
    },
    flush,
    lastWords: () => last,
  };
}
