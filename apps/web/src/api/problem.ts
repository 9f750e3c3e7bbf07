/** Errors as problems. */
import { ConnectionError, type FieldError, type Problem, ProblemError, ReadTimeoutError } from "@gaffer/client";

/** What is shown of an error: a problem of the API, or the same shape for what happened on this side. */
export type ShownProblem = Pick<Problem, "title" | "detail" | "errors"> &
  Partial<Pick<Problem, "status" | "requestId">>;

export function toProblem(error: unknown): ShownProblem {
  if (error instanceof ProblemError) return error.problem;
  // Queries throw the response's body.
  if (isProblem(error)) return error;
  if (error instanceof ReadTimeoutError) {
    const detail = `The server didn't answer within ${error.timeoutMs / 1000} seconds. Try again.`;
    return { title: "Request timed out", detail };
  }
  if (error instanceof ConnectionError) {
    return { title: "Can't reach the server", detail: "Check your connection, then try again." };
  }
  const detail = error instanceof Error ? error.message : String(error);
  return { title: "Something went wrong on this page", detail };
}

function isProblem(error: unknown): error is Problem {
  return typeof error === "object" && error !== null && "title" in error && "detail" in error && "requestId" in error;
}

/** What is wrong with each field of the body, by its JSON pointer: the name that the field has in our forms. */
export function toFieldErrors(error: unknown): Record<string, string> {
  const inBody = (toProblem(error).errors ?? []).filter((wrong) => wrong.in === "body");
  return Object.fromEntries(inBody.toReversed().map(({ pointer, message }: FieldError) => [pointer, message]));
}
