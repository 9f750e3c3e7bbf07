import type { Logger } from "pino";
import { describeError } from "./describe-error.ts";

export interface Trouble {
  message: string;
  cause?: unknown;
}

/** Says in the log what went wrong, unless it has just been said. */
export type ReportError = (trouble: Trouble) => void;

const quietMs = 30_000;
/** Causes may name ids, so there is no end to what can be said. */
const keptAtMost = 1_000;

/**
 * For what loops and requests run into: while a database is away, all of them fail, again and again, for one reason.
 * Each message is logged with its cause at once, and then every half minute with how often it was left out.
 */
export function createThrottledLog(log: Logger): ReportError {
  const said = new Map<string, { at: number; leftOut: number }>();
  return ({ message, cause }) => {
    const key = `${message}: ${describe(cause)}`;
    const last = said.get(key);
    if (last && performance.now() - last.at < quietMs) {
      last.leftOut++;
      return;
    }
    if (said.size >= keptAtMost) said.clear();
    said.set(key, { at: performance.now(), leftOut: 0 });
    log.error({ err: cause, ...(last && last.leftOut > 0 && { leftOut: last.leftOut }) }, message);
  };
}

/** The innermost cause: it is the same whichever statement ran into it. */
function describe(cause: unknown): string {
  const { code, message } = describeError(cause).details.findLast(({ relation }) => relation !== "member") ?? {};
  return `${code} ${message}`;
}
