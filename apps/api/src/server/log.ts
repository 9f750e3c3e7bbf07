import { type Logger, pino } from "pino";
import { toLogError } from "../describe-error.ts";
import type { Config } from "./config.ts";

export interface Log {
  log: Logger;
  format: "text" | "json";
  /** Writes pending lines synchronously. Call it before the process prints something else, and before it ends. */
  flush(): void;
}

/** Serializers of log fields: `err` may be any thrown value. */
export const serializers = { err: toLogError };

export interface Terminal {
  isTTY?: boolean;
  /** Whether the terminal shows colors. False if `NO_COLOR` is set. undefined: the output isn't a terminal. */
  hasColors?(): boolean;
}

type LogSettings = Pick<Config, "logLevel" | "logFormat">;

/** Opens the log on standard output. Default format: text on a terminal, JSON elsewhere. */
export async function openLog({ logLevel, logFormat }: LogSettings, terminal: Terminal): Promise<Log> {
  const format = logFormat === "auto" ? (terminal.isTTY ? "text" : "json") : logFormat;
  // Buffered output writes several lines at once. A terminal gets unbuffered output, because the order relative to
  // other output matters more.
  const destination = pino.destination(
    format === "text" ? { sync: true } : { sync: false, minLength: 4096, periodicFlush: 200 },
  );
  const flush = () => destination.flushSync();
  if (format === "json") return { log: pino({ level: logLevel, serializers }, destination), format, flush };
  const toText = await createTextFormat(terminal.hasColors?.() ?? false);
  return {
    log: pino({ level: logLevel, serializers }, { write: (line) => destination.write(toText(line)) }),
    format,
    flush,
  };
}

/** Returns a function that formats a JSON line for people: time, level, message and fields. Stacks are indented. */
export async function createTextFormat(colorize: boolean): Promise<(line: string) => string> {
  // Imported lazily, because production doesn't use it.
  const { prettyFactory } = await import("pino-pretty");
  const pretty = prettyFactory({
    colorize,
    ignore: "pid,hostname",
    translateTime: "SYS:HH:MM:ss.l",
    singleLine: true,
  });
  return (line) => pretty(withVisibleControls(line));
}

/** Keeps control characters in texts of users escaped, because a terminal would execute them. */
function withVisibleControls(line: string): string {
  return line
    .replace(/\\(\\|u00[01][0-9a-f])/gi, (escaped, kind: string) => (kind === "\\" ? escaped : `\\${escaped}`))
    .replace(/[\u007f-\u009f]/g, (control) => `\\\\u00${control.charCodeAt(0).toString(16)}`);
}
