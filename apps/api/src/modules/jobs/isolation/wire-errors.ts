import { NonRetryableError, RetryAfterError, RetryableError } from "../handlers/types.ts";

/** An error on its way to another process, where it becomes one of the same class again. Without stack and cause. */
export type WireError =
  | { kind: "nonRetryable"; message: string; code: string }
  | { kind: "retryable"; message: string; code: string }
  | { kind: "retryAfter"; message: string; code: string; seconds: number }
  | { kind: "other"; message: string; name: string; code: string | undefined };

export function toWireError(error: unknown): WireError {
  if (!(error instanceof Error)) return { kind: "other", message: String(error), name: "Error", code: undefined };
  const { message } = error;
  if (error instanceof NonRetryableError) return { kind: "nonRetryable", message, code: error.code };
  if (error instanceof RetryAfterError)
    return { kind: "retryAfter", message, code: error.code, seconds: error.seconds };
  if (error instanceof RetryableError) return { kind: "retryable", message, code: error.code };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return { kind: "other", message, name: error.name, code };
}

export function fromWireError(wire: WireError): Error {
  switch (wire.kind) {
    case "nonRetryable":
      return new NonRetryableError(wire.message, { code: wire.code });
    case "retryable":
      return new RetryableError(wire.message, { code: wire.code });
    case "retryAfter":
      return new RetryAfterError(wire.message, wire.seconds, { code: wire.code });
    case "other": {
      const { message, name, code } = wire;
      return Object.assign(new Error(message), { name }, code !== undefined && { code });
    }
  }
}
