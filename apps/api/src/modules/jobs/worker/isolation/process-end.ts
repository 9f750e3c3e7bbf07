/** How a handler's process ended, and the resulting error of its attempt. */
export interface ProcessEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The end of the process's standard error. */
  lastWords: string;
  /** The error of a process that could not be started. */
  notStarted?: NodeJS.ErrnoException;
}

/** The process ended before its handler returned. The next attempt gets another process. */
export class ProcessEndedError extends Error {
  readonly code: "process_exited" | "out_of_memory";
  constructor(code: "process_exited" | "out_of_memory", message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "ProcessEndedError";
    this.code = code;
  }
}

/** What V8 or the watchdog prints when memory runs out. */
const outOfMemory = /(heap|process) out of memory/;

/** Returns the error of an attempt whose process ended. `stray`: the uncaught error that ended the process. */
export function toProcessEndedError(end: ProcessEnd, memoryLimitMb: number, stray?: Error): ProcessEndedError {
  const { code, signal, lastWords, notStarted } = end;
  if (notStarted) {
    const why = notStarted.code ?? "unknown error";
    return new ProcessEndedError("process_exited", `The handler's process could not be started: ${why}.`);
  }
  // V8 aborts with SIGABRT, which a shell reports as 134.
  if ((signal !== null || code === 134) && outOfMemory.test(lastWords)) {
    const message = `The handler's process needed more memory than its limit of ${memoryLimitMb} MiB.`;
    return new ProcessEndedError("out_of_memory", message);
  }
  const how = signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
  return new ProcessEndedError(
    "process_exited",
    `The handler's process ${how} before the handler had returned.`,
    stray,
  );
}
