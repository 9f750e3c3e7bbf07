/** How a handler's process ended, and what that means for the attempt that it was running. */
export interface ProcessEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The last it wrote to standard error. */
  lastWords: string;
  /** It never ran, and this is why. */
  notStarted?: NodeJS.ErrnoException;
}

/** The process of a handler ended before its handler did. Another attempt gets another process. */
export class ProcessEndedError extends Error {
  readonly code: "process_exited" | "out_of_memory";
  constructor(code: "process_exited" | "out_of_memory", message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "ProcessEndedError";
    this.code = code;
  }
}

/** What V8 says when its heap is full, and what the watchdog says when the process is too large. */
const outOfMemory = /(heap|process) out of memory/;

/** `stray`: the error that ended it, as nothing caught it. */
export function toProcessEndedError(end: ProcessEnd, memoryLimitMb: number, stray?: Error): ProcessEndedError {
  const { code, signal, lastWords, notStarted } = end;
  if (notStarted) {
    const why = notStarted.code ?? "unknown error";
    return new ProcessEndedError("process_exited", `The handler's process could not be started: ${why}.`);
  }
  // V8 aborts: SIGABRT, which a shell in between reports as 134.
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
