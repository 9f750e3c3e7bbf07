import { unavailable } from "./problem.ts";

/** What the database has to say, or that it didn't in time: each statement has its limit, but there may be several, and a queue before them. */
export async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(unavailable()), ms);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}
