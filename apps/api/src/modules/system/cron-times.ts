/** When system jobs run: cron expressions of five fields, or six with the second in front, in UTC. */
import { nextOccurrence, occurrences } from "../schedules/recurrence/occurrences.ts";
import { parseCron } from "../schedules/recurrence/parse-cron.ts";

/** The queue's cron knows minutes; what names seconds is driven by `second-crons`. */
export const hasSeconds = (cron: string) => cron.trim().split(/\s+/).length === 6;

const toRecurrence = (expression: string) => ({ kind: "cron", expression }) as const;

/** The first time after this one. */
export function nextRun(cron: string, after: Date): Date | undefined {
  return nextOccurrence(toRecurrence(cron), "UTC", { after, createdAt: after })?.at;
}

/** Throws what is wrong with an expression, after the name of what it is for. */
export function assertCron(name: string, cron: string): void {
  try {
    parseCron(cron);
  } catch (cause) {
    throw new Error(`the schedule ${name}: its cron "${cron}" ${(cause as Error).message}`, { cause });
  }
  if (!nextRun(cron, new Date(0)))
    throw new Error(`the schedule ${name}: its cron "${cron}" names no date that exists`);
}

/**
 * Whether what should have run since then hasn't for twice its interval. A cron such as "on weekdays" has intervals of
 * different lengths: it is the one that begins with the first time that was due, and the second time must have passed too.
 */
export function isOverdue(cron: string, since: Date, now: Date): boolean {
  const times = occurrences(toRecurrence(cron), "UTC", { after: since, createdAt: since, maxRuns: 2 });
  const [first, second] = Array.from(times, ({ at }) => at.getTime());
  if (first === undefined || second === undefined) return false;
  return now.getTime() >= Math.max(second, since.getTime() + 2 * (second - first));
}
