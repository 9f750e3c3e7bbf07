import { setTimeout as wait } from "node:timers/promises";
import { backoffMs } from "../backoff.ts";
import { transactionConflict } from "./database-unavailable.ts";

const attempts = 5;
/** Random, so that two transactions that collided don't collide again. */
const backoff = { first: 20, longest: 500 };

/** Repeats a transaction that PostgreSQL rolled back because of a deadlock or a serialization failure. At most 5 attempts. */
export async function retryConflicts<Result>(transaction: () => Promise<Result>): Promise<Result> {
  for (let failures = 0; ; failures++) {
    try {
      return await transaction();
    } catch (error) {
      if (failures + 1 === attempts || !transactionConflict(error)) throw error;
    }
    await wait(backoffMs(failures, backoff));
  }
}
