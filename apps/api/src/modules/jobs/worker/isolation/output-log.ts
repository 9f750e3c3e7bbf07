import type { Readable } from "node:stream";
import type { Logger } from "pino";

const maxLines = 200;
const maxLineLength = 2_000;
const maxLastWords = 8_000;

export interface OutputLog {
  /** Starts the output of another attempt: its lines carry `ids`, and the limit starts again. */
  begin(ids: object): void;
  /** Writes the incomplete last line. */
  flush(): void;
  /** Returns the end of the process's output so far. */
  lastWords(): string;
}

/** Writes the output of a process to the log line by line, with a limit per attempt. */
export function logOutput(stream: Readable, log: Logger, level: "info" | "warn"): OutputLog {
  let lines = 0;
  let attemptLog = log;
  let rest = "";
  let last = "";

  function write(line: string): void {
    if (line === "" || ++lines > maxLines + 1) return;
    attemptLog[level](lines > maxLines ? "further output of this attempt is dropped" : line.slice(0, maxLineLength));
  }

  function flush(): void {
    write(rest);
    rest = "";
  }

  stream.setEncoding("utf8").on("data", (text: string) => {
    last = (last + text).slice(-maxLastWords);
    const [first = "", ...others] = text.split("\n");
    // An incomplete line may arrive in many pieces, so only the loggable part is kept.
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
