import type { Transaction } from "../../db/org-scope.ts";
import { ProblemError } from "../../http/problem.ts";
import { hashRequest, storeAnswers, takeKeys } from "./idempotency.ts";

export interface KeyedRequest {
  orgId: string;
  operation: string;
  /** The `Idempotency-Key`; undefined: the request came without one, and is done whenever it comes. */
  key: string | undefined;
  body: unknown;
}

/** Does what a request asks for, unless one with the same key has been answered: that answer is given again. */
export async function answerOnce<Answer>(
  tx: Transaction,
  { orgId, operation, key, body }: KeyedRequest,
  now: Date,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (key === undefined) return work();
  const idempotency = { orgId, key, requestHash: hashRequest(operation, body) };
  const [state] = await takeKeys(tx, [idempotency], now);
  if (state instanceof ProblemError) throw state;
  if (state) return state.answer as Answer;
  const response = await work();
  await storeAnswers(tx, [{ ...idempotency, response }], now);
  return response;
}
