import { type Logger, pino } from "pino";

export interface Log {
  log: Logger;
  /** Writes at once what hasn't been written yet; to be called before the process ends. */
  flush(): void;
}

/** The log, on standard output. Lines that come while others are being written are written together next. */
export function openLog(level: string): Log {
  const destination = pino.destination({ sync: false });
  return { log: pino({ level }, destination), flush: () => destination.flushSync() };
}
