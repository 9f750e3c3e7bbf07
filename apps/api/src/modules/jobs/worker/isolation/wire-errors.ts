import {
  type DescribedError,
  describeError,
  isInstance,
  keepDetails,
  readProperty,
} from "../../../../describe-error.ts";
import { type ExceededQuota, ProblemError, quotaExceeded } from "../../../../http/problem.ts";
import { NonRetryableError, RetryAfterError, RetryableError } from "../../handlers/types.ts";

/** An error as data for another process. It becomes an error of the same class there, with its details. */
export type WireError = DescribedError &
  (
    | { kind: "nonRetryable" | "retryable" | "other" }
    | { kind: "retryAfter"; seconds: unknown }
    | { kind: "quota"; quota: ExceededQuota }
  );

export function toWireError(error: unknown): WireError {
  const described = describeError(error);
  if (isInstance(error, NonRetryableError)) return { kind: "nonRetryable", ...described };
  if (isInstance(error, RetryAfterError)) {
    const seconds = readProperty(error, "seconds");
    return { kind: "retryAfter", ...described, seconds: typeof seconds === "number" ? seconds : undefined };
  }
  if (isInstance(error, RetryableError)) return { kind: "retryable", ...described };
  if (isInstance(error, ProblemError) && error.quota) return { kind: "quota", ...described, quota: error.quota };
  return { kind: "other", ...described };
}

export function fromWireError(wire: WireError): Error {
  return keepDetails(toError(wire), wire.details);
}

function toError(wire: WireError): Error {
  const { message, code = "handler_error" } = wire;
  switch (wire.kind) {
    case "nonRetryable":
      return new NonRetryableError(message, { code });
    case "retryable":
      return new RetryableError(message, { code });
    case "retryAfter":
      return new RetryAfterError(message, Number(wire.seconds), { code });
    case "quota":
      return quotaExceeded(wire.quota);
    case "other":
      return Object.assign(new Error(message), { name: wire.details[0]?.type ?? "Error" }, wire.code && { code });
  }
}
