import type { Transaction } from "../../db/org-scope.ts";

/** Where schedulers hear of a run that may come sooner than what they wait for; the payload is its instant in milliseconds. */
export const scheduleChannel = "gaffer_schedules";

export async function announceRun(tx: Transaction, nextRunAt: Date | null): Promise<void> {
  if (nextRunAt) await tx.sql("select pg_notify($1, $2)", [scheduleChannel, String(nextRunAt.getTime())]);
}
