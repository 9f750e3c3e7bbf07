import { unavailable } from "./problem.ts";

/**
 * What the database has to say, or that it didn't in time: each statement has its limit, but there may be several, and a queue
 * before them. `late` makes the error of work that doesn't wait for the database alone. The work goes on in any case.
 */
export async function withTimeout<Result>(
  ms: number,
  work: Promise<Result>,
  late: () => Error = unavailable,
): Promise<Result> {
  const limit = Promise.withResolvers<never>();
  const timer = setTimeout(() => limit.reject(late()), ms);
  return Promise.race([work, limit.promise]).finally(() => clearTimeout(timer));
}
