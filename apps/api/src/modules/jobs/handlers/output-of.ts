import { describeError } from "../../../describe-error.ts";
import { NonRetryableError } from "./types.ts";

const maxShownLength = 200;

/**
 * Returns the output in a handler's result. Throws if the output is missing; the cause of the error says what the
 * handler must return.
 */
export function outputOf(result: unknown): unknown {
  if (typeof result === "object" && result !== null && "output" in result) return result.output;
  const shown = describeError(result).details[0]?.message.slice(0, maxShownLength);
  const returned = result === undefined ? "nothing" : shown;
  const cause = new TypeError(`The handler returned ${returned}. Write: return { output: … }`);
  throw new NonRetryableError("The handler's output is not valid: it is missing.", { code: "invalid_output", cause });
}
