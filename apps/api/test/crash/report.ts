/** Formats the results of crash runs as text. */
import { describeFault } from "./plan.ts";
import type { SeedRun } from "./run-seed.ts";

const shownViolations = 10;

export function countsOf({ history }: SeedRun) {
  const starts = new Map<string, number>();
  for (const { event, jobId } of history.effects)
    if (event === "started") starts.set(jobId, (starts.get(jobId) ?? 0) + 1);
  const finishes = Map.groupBy(
    history.effects.filter(({ event }) => event === "finished"),
    ({ jobId }) => jobId,
  );
  return {
    jobs: history.jobs.length,
    attempts: history.attempts.length,
    lost: history.attempts.filter(({ status }) => status === "lost").length,
    /** The number of repeated runs: runs that finished after another run of the same job. At-least-once allows them. */
    repeated: [...finishes.values()].reduce((sum, { length }) => sum + length - 1, 0),
    answersLost: history.clients.filter(({ event }) => event === "answerLost").length,
    transitions: history.transitions.length,
  };
}

export function describeRun(run: SeedRun): string {
  const { plan, violations, seconds } = run;
  const { jobs, attempts, lost, repeated, answersLost } = countsOf(run);
  const lines = [
    `seed ${plan.seed}: ${violations.length === 0 ? "ok" : `${violations.length} VIOLATIONS`} in ${seconds.toFixed(1)} s; ` +
      `${jobs} jobs, ${attempts} attempts, ${lost} lost, ${repeated} repeated effects, ${answersLost} answers lost ` +
      `(${plan.orgs} organizations of ${plan.orgLimit}, pools of ${plan.poolSize})`,
    ...plan.faults.map(
      (fault, index) => `  ${describeFault(fault)}${run.found[index] ? "" : " (its condition didn't occur)"}`,
    ),
  ];
  for (const { rule, message } of violations.slice(0, shownViolations)) lines.push(`  ${rule}: ${message}`);
  if (violations.length > shownViolations) lines.push(`  … and ${violations.length - shownViolations} more`);
  if (violations.length > 0) lines.push(`  again: npm run test:crash -- --seed ${plan.seed}`);
  return lines.join("\n");
}

export function summarise(runs: readonly SeedRun[]): string {
  const failed = runs.filter(({ violations }) => violations.length > 0);
  const sum = (key: keyof ReturnType<typeof countsOf>) => runs.reduce((total, run) => total + countsOf(run)[key], 0);
  return [
    `${runs.length} seeds, ${failed.length} with violations; ${sum("jobs")} jobs, ${sum("attempts")} attempts, ` +
      `${sum("lost")} lost, ${sum("repeated")} repeated effects, ${sum("answersLost")} answers lost, ${sum("transitions")} writes audited`,
    ...failed.map(
      ({ plan, violations }) => `  seed ${plan.seed}: ${[...new Set(violations.map((v) => v.rule))].join(", ")}`,
    ),
  ].join("\n");
}
