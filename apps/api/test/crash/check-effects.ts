/** Rules for the runs of handlers and their outputs. */
import type { Effect, History, JobAtEnd, Transition, Violation } from "./history.ts";

interface Claims {
  /** The write with which a worker claimed this attempt. undefined: no claim was recorded. */
  of(jobId: string, attempt: number): Transition | undefined;
  pidOf(workerId: string | null | undefined): number | undefined;
}

function readClaims({ transitions, workers }: History): Claims {
  const claims = new Map<string, Transition>();
  for (const write of transitions)
    if (write.from === "pending" && write.to === "processing") claims.set(`${write.jobId}/${write.attempt}`, write);
  const pids = new Map(workers.map(({ id, pid }) => [id, pid]));
  return {
    of: (jobId, attempt) => claims.get(`${jobId}/${attempt}`),
    pidOf: (workerId) => pids.get(workerId ?? ""),
  };
}

/**
 * Checks that each attempt starts once, in the process that claimed the job. At-least-once execution allows several
 * attempts of a job, but not several runs of an attempt.
 */
export function checkEffects(history: History): Violation[] {
  const violations: Violation[] = [];
  const claims = readClaims(history);
  const started = new Set<string>();
  for (const { event, jobId, attempt, workerPid } of history.effects) {
    if (event !== "started") continue;
    const name = `attempt ${attempt} of job ${jobId}`;
    if (started.size === started.add(name).size)
      violations.push({ rule: "an attempt runs once", message: `${name} was started twice` });
    const claim = claims.of(jobId, attempt);
    if (!claim) violations.push({ rule: "only claimed attempts run", message: `${name} ran and was never claimed` });
    else if (claims.pidOf(claim.worker) !== workerPid)
      violations.push({
        rule: "only claimed attempts run",
        message: `${name} ran in process ${workerPid}, and process ${claims.pidOf(claim.worker)} had claimed it`,
      });
  }
  return violations;
}

/** Checks that each completed job has the output of its last attempt's handler, and that no other job has an output. */
export function checkOutputs(history: History): Violation[] {
  const claims = readClaims(history);
  const finished = new Map<string, Effect>();
  for (const effect of history.effects) if (effect.event === "finished") finished.set(effect.nonce, effect);
  const holders = new Map<string, string | null>();
  for (const { jobId, to, fromWorker } of history.transitions) if (to === "completed") holders.set(jobId, fromWorker);

  return history.jobs.flatMap((job) => {
    const messages =
      job.status === "completed"
        ? checkOutput(job, { claims, effect: finished.get(job.output?.nonce ?? ""), holder: holders.get(job.id) })
        : job.output
          ? [`is ${job.status} and has an output, of attempt ${job.output.attempt}`]
          : [];
    return messages.map((message) => ({
      rule: "an output is of the last attempt",
      message: `job ${job.id}: ${message}`,
    }));
  });
}

interface Evidence {
  claims: Claims;
  /** The run of the handler that the output names, if it finished. */
  effect: Effect | undefined;
  /** The worker that held the job when it was completed. */
  holder: string | null | undefined;
}

function checkOutput({ id, attempt, output }: JobAtEnd, { claims, effect, holder }: Evidence): string[] {
  if (!output) return ["is completed and has no output"];
  const claimedBy = claims.of(id, attempt)?.worker;
  const wrong: [boolean, string][] = [
    [output.attempt !== attempt, `its output is of attempt ${output.attempt}, its last is ${attempt}`],
    [
      effect?.jobId !== id || effect.attempt !== output.attempt,
      `its output is of run ${output.nonce}, which did not finish as its attempt ${output.attempt}`,
    ],
    [claimedBy !== holder, `was completed while ${holder} held it, and ${claimedBy} had claimed attempt ${attempt}`],
    [
      effect !== undefined && claims.pidOf(holder) !== effect.workerPid,
      `its output comes from process ${effect?.workerPid}, which did not hold it`,
    ],
  ];
  return wrong.filter(([isWrong]) => isWrong).map(([, message]) => message);
}
