import { unavailable } from "./problem.ts";

/**
 * Rejects when the work takes longer than `ms`. The work itself continues. Each database statement has its own limit,
 * but a request may run several and wait for a connection. `late` creates the error; default: the database is
 * unavailable.
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
