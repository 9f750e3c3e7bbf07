/** Converts errors to problems. */
import { ConnectionError, type Problem, ProblemError, ReadTimeoutError } from "@gaffer/client";

/** The parts of a problem that pages show. Errors of the browser are converted to the same shape. */
export type ShownProblem = Pick<Problem, "title" | "detail" | "errors"> &
  Partial<Pick<Problem, "status" | "requestId">>;

export function toProblem(error: unknown): ShownProblem {
  if (error instanceof ProblemError) return error.problem;
  // A failed query throws the response body, which is a problem.
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
