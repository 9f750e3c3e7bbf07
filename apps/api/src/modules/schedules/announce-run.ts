import type { Transaction } from "../../db/org-scope.ts";

/** Channel that wakes schedulers for a run that may be earlier than the one they wait for. Payload: its time in milliseconds. */
export const scheduleChannel = "gaffer_schedules";

export async function announceRun(tx: Transaction, nextRunAt: Date | null): Promise<void> {
  if (nextRunAt) await tx.sql("select pg_notify($1, $2)", [scheduleChannel, String(nextRunAt.getTime())]);
}
