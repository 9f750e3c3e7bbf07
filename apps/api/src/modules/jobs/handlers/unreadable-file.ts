import { UnreadableFileError } from "@gaffer/tabular";
import { NonRetryableError } from "./types.ts";

/** Makes an unreadable file a non-retryable error, because the same file fails again. Returns other errors unchanged. */
export function toHandlerError(error: unknown): unknown {
  if (!(error instanceof UnreadableFileError)) return error;
  return new NonRetryableError(error.message, { code: error.code, cause: error });
}
