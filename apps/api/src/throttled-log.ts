import type { Logger } from "pino";
import { describeError } from "./describe-error.ts";

export interface ErrorReport {
  message: string;
  cause?: unknown;
}

/** Logs an error, unless the same error was logged a moment ago. */
export type ReportError = (error: ErrorReport) => void;

const quietMs = 30_000;
/** Maximum number of remembered errors. It bounds the cache, because messages may contain ids. */
const maxLogged = 1_000;

/**
 * A log for errors that repeat, such as those of loops and requests during a database outage. The same error is logged
 * at most every 30 s, with the number of times that it was left out.
 */
export function createThrottledLog(log: Logger): ReportError {
  const logged = new Map<string, { at: number; leftOut: number }>();
  return ({ message, cause }) => {
    const key = `${message}: ${describe(cause)}`;
    const last = logged.get(key);
    if (last && performance.now() - last.at < quietMs) {
      last.leftOut++;
      return;
    }
    if (logged.size >= maxLogged) logged.clear();
    logged.set(key, { at: performance.now(), leftOut: 0 });
    log.error({ err: cause, ...(last && last.leftOut > 0 && { leftOut: last.leftOut }) }, message);
  };
}

/** Describes the innermost cause, which is the same for every statement that fails because of it. */
function describe(cause: unknown): string {
  const { code, message } = describeError(cause).details.findLast(({ relation }) => relation !== "member") ?? {};
  return `${code} ${message}`;
}
