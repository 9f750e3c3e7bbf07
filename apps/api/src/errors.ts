/** Something that Gaffer needs doesn't answer, or not as it should. Trying again later may help. */
export class UnavailableError extends Error {
  /** Who doesn't answer, such as "The file store". */
  readonly what: string;
  constructor(what: string, options: { cause?: unknown } = {}) {
    super(`${what} doesn't answer as it should`, options);
    this.name = "UnavailableError";
    this.what = what;
  }
}

/** A request takes longer than requests may, whatever it waits for. What it does goes on. */
export class LateError extends Error {
  readonly limitMs: number;
  constructor(operation: string, limitMs: number) {
    super(`${operation} takes longer than ${limitMs / 1000} seconds`);
    this.name = "LateError";
    this.limitMs = limitMs;
  }
}

/** The process has as much to do as it can hold. Trying again in a moment helps. The message is for the caller. */
export class BusyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "BusyError";
  }
}
/** A start that fails for a reason that the operator can mend. The message says what is wrong and what to do. */
export class StartError extends Error {
  override readonly name = "StartError";
}
