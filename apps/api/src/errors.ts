/** A service that Gaffer needs fails or doesn't respond. A retry may succeed. */
export class UnavailableError extends Error {
  /** The service, such as "The file store". */
  readonly what: string;
  constructor(what: string, options: { cause?: unknown } = {}) {
    super(`${what} fails or doesn't respond`, options);
    this.name = "UnavailableError";
    this.what = what;
  }
}

/** A request exceeded its time limit. Its work continues. */
export class RequestTimeoutError extends Error {
  readonly limitMs: number;
  constructor(operation: string, limitMs: number) {
    super(`${operation} took longer than ${limitMs / 1000} s`);
    this.name = "RequestTimeoutError";
    this.limitMs = limitMs;
  }
}

/** The process has no capacity at the moment. A retry may succeed. The message is for the caller. */
export class BusyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "BusyError";
  }
}
/** A start failed for a reason that the operator can fix. The message says what is wrong and what to do. */
export class StartError extends Error {
  override readonly name = "StartError";
}
