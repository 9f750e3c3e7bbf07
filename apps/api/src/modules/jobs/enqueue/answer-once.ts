import type { Transaction } from "../../../db/org-scope.ts";
import { ProblemError } from "../../../http/problem.ts";
import { type IdempotencyKey, storeAnswers, takeKeys } from "./idempotency.ts";

/** Does what a request asks for, unless one with the same key has been answered: that answer is given again. */
export async function answerOnce<Answer>(
  tx: Transaction,
  key: IdempotencyKey | undefined,
  now: Date,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (key === undefined) return work();
  const [state] = await takeKeys(tx, [key], now);
  if (state instanceof ProblemError) throw state;
  if (state) return state.answer as Answer;
  const response = await work();
  await storeAnswers(tx, [{ ...key, response }], now);
  return response;
}
