/** Converts the responses of openapi-fetch: returns their data or throws an error. */
import { ProblemError, UnexpectedAnswerError } from "./errors.ts";
import type { Problem } from "./models.ts";
import { retryAfterMs } from "./retry.ts";

interface Answer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

const SHOWN_BODY_LENGTH = 200;

/** Returns the data of a successful response. Throws an error for any other response. */
export async function dataOf<A extends Answer>(call: Promise<A>): Promise<NonNullable<A["data"]>> {
  const { data, response } = await accepted(call);
  if (data === undefined) throw new UnexpectedAnswerError("The answer is empty", { status: response.status });
  return data as NonNullable<A["data"]>;
}

/** Returns a successful response. Throws an error for any other response. */
export async function accepted<A extends Answer>(call: Promise<A>): Promise<A> {
  const answer = await call.catch((error: unknown) => {
    if (!(error instanceof SyntaxError)) throw error;
    const hint = "is `baseUrl` the address of the Gaffer API, or did a proxy answer?";
    throw new UnexpectedAnswerError(`The answer is not JSON; ${hint} (${error.message})`, { cause: error });
  });
  if (answer.response.ok) return answer;
  throw toError(answer);
}

function toError({ error, response }: Answer): ProblemError | UnexpectedAnswerError {
  if (isProblem(error)) return new ProblemError(error, retryAfterMs(response, Date.now()));
  const { status } = response;
  const body = (typeof error === "string" ? error : (JSON.stringify(error) ?? "")).slice(0, SHOWN_BODY_LENGTH);
  return new UnexpectedAnswerError(`${status} without a problem from the API; did a proxy answer? ${body}`.trim(), {
    status,
    body,
  });
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && String((value as Problem).type).startsWith("/problems/");
}
