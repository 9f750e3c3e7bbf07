import { type Logger, pino } from "pino";
import { serializers } from "../../src/server/log.ts";

export type LogLine = { msg: string; level: number; [field: string]: unknown };

export interface LogProbe {
  log: Logger;
  lines: LogLine[];
  /** Resolves with the first line, logged before or after the call, that matches. */
  waitFor(matches: (line: LogLine) => boolean): Promise<LogLine>;
}

/** A logger whose lines tests can wait for. */
export function createLogProbe(): LogProbe {
  const lines: LogLine[] = [];
  const waiting = new Set<(line: LogLine) => void>();
  const log = pino(
    { level: "debug", base: null, serializers },
    {
      write(text: string) {
        const line = JSON.parse(text) as LogLine;
        lines.push(line);
        for (const take of waiting) take(line);
      },
    },
  );
  return {
    log,
    lines,
    waitFor(matches) {
      const earlier = lines.find(matches);
      if (earlier) return Promise.resolve(earlier);
      return new Promise((resolve) => {
        const take = (line: LogLine) => {
          if (!matches(line)) return;
          waiting.delete(take);
          resolve(line);
        };
        waiting.add(take);
      });
    },
  };
}
