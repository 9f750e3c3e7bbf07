/** Rules for rows, messages and counters: they agree in every snapshot, and nothing is left at the end. */
import type { AttemptAtEnd, History, JobAtEnd, Violation } from "./history.ts";

export function checkEnd(history: History): Violation[] {
  const violations: Violation[] = [];
  const ids = new Set(history.jobs.map(({ id }) => id));
  for (const { id, jobId } of history.messages) {
    const whose = jobId && ids.has(jobId) ? `of job ${jobId}, which has ended or has another message` : "of no job";
    violations.push({ rule: "no message is left", message: `message ${id} ${whose}` });
  }
  for (const { orgId, admitted, open } of history.loads) {
    const say = (rule: string, what: string) =>
      violations.push({ rule, message: `${orgId} has ${what} after the end` });
    if (admitted !== 0) say("the number of admitted jobs is right", `${admitted} admitted jobs`);
    if (open !== 0) say("the number of open jobs is right", `${open} open jobs`);
  }
  return [...violations, ...checkAttempts(history)];
}

/** Checks each snapshot: rows, messages and counters change in the same transactions. */
export function checkStandings({ standings, orgLimit }: History): Violation[] {
  const violations: Violation[] = [];
  for (const { orgId, counted, places, countedOpen, open, contradictory, withoutMessage, withoutRow } of standings) {
    const say = (rule: string, message: string) => violations.push({ rule, message: `${orgId}: ${message}` });
    if (counted !== places)
      say("the number of admitted jobs is right", `the counter was ${counted} and ${places} places were taken`);
    if (countedOpen !== open)
      say("the number of open jobs is right", `the counter was ${countedOpen} and there were ${open} rows`);
    if (contradictory > 0) say("the tables agree", `${contradictory} jobs had contradictory rows or counts`);
    if (counted > orgLimit)
      say("no organization exceeds its limit", `the counter was ${counted}, the limit is ${orgLimit}`);
    if (withoutMessage > 0) say("an admitted or delayed job has a message", `${withoutMessage} had none`);
    if (withoutRow > 0) say("a message has a job", `${withoutRow} had none`);
  }
  return violations;
}

/**
 * Checks that each started attempt is recorded, has ended and belongs to the worker that claimed it, and that only the
 * last attempt completes a job.
 */
function checkAttempts({ jobs, attempts, transitions }: History): Violation[] {
  const violations: Violation[] = [];
  const byJob = Map.groupBy(attempts, ({ jobId }) => jobId);
  const claimedBy = new Map<string, string | null>();
  for (const { jobId, from, to, attempt, worker } of transitions)
    if (from === "pending" && to === "processing") claimedBy.set(`${jobId}/${attempt}`, worker);
  for (const job of jobs) {
    const own = byJob.get(job.id) ?? [];
    const say = (message: string) =>
      violations.push({ rule: "attempts agree with their job", message: `job ${job.id}: ${message}` });
    if (own.length !== job.attempt) say(`has ${own.length} attempts and counts ${job.attempt}`);
    for (const one of own) {
      checkAttempt(job, one, say);
      if (claimedBy.get(`${job.id}/${one.attempt}`) !== one.workerId)
        say(`attempt ${one.attempt} belongs to another worker`);
    }
  }
  return violations;
}

function checkAttempt(job: JobAtEnd, { attempt, status }: AttemptAtEnd, say: (message: string) => void): void {
  if (status === "running") say(`attempt ${attempt} is still running`);
  const completes = job.status === "completed" && attempt === job.attempt;
  if ((status === "completed") !== completes)
    say(`attempt ${attempt} of ${job.attempt} is ${status}, and the job is ${job.status}`);
}
