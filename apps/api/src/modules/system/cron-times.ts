/** Cron times of system jobs: expressions of five fields, or six with seconds first, in UTC. */
import { nextOccurrence, occurrences } from "../schedules/recurrence/occurrences.ts";
import { parseCron } from "../schedules/recurrence/parse-cron.ts";

/**
 * Whether the expression has six fields. `second-crons` runs such schedules, because the queue's cron has a resolution
 * of minutes.
 */
export const hasSeconds = (cron: string) => cron.trim().split(/\s+/).length === 6;

const toRecurrence = (expression: string) => ({ kind: "cron", expression }) as const;

/** The first run after an instant. undefined: none. */
export function nextRun(cron: string, after: Date): Date | undefined {
  return nextOccurrence(toRecurrence(cron), "UTC", { after, createdAt: after })?.at;
}

/** Throws for an invalid expression, or one without a run. The message starts with the schedule's name. */
export function assertCron(name: string, cron: string): void {
  try {
    parseCron(cron);
  } catch (cause) {
    throw new Error(`the schedule ${name}: its cron "${cron}" ${(cause as Error).message}`, { cause });
  }
  if (!nextRun(cron, new Date(0))) throw new Error(`the schedule ${name}: its cron "${cron}" matches no existing date`);
}

/**
 * Whether a schedule that last ran at `since` hasn't run for twice its interval. The interval is the time between its
 * first two due times after `since`, because a cron such as "on weekdays" has intervals of different lengths. The
 * second due time must have passed too.
 */
export function isOverdue(cron: string, since: Date, now: Date): boolean {
  const times = occurrences(toRecurrence(cron), "UTC", { after: since, createdAt: since, maxRuns: 2 });
  const [first, second] = Array.from(times, ({ at }) => at.getTime());
  if (first === undefined || second === undefined) return false;
  return now.getTime() >= Math.max(second, since.getTime() + 2 * (second - first));
}
