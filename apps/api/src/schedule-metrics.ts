import { Counter, Histogram, type Registry } from "prom-client";
import type { DueResult } from "./modules/schedules/services/run-due.ts";

const outcomes = { underway: "started", missed: "missed", overlapped: "overlapped", refused: "refused" };

/** What the scheduler of this process decides on. */
export function createScheduleMetrics(registers: [Registry]): (result: DueResult, at: Date) => void {
  const runs = new Counter({
    name: "gaffer_schedule_runs_total",
    help: "Runs of schedules that were due, by what was decided on them.",
    labelNames: ["outcome"],
    registers,
  });
  const lateness = new Histogram({
    name: "gaffer_schedule_lateness_seconds",
    help: "How long after it was due the job of a schedule's run was created.",
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  });
  for (const outcome of Object.values(outcomes)) runs.inc({ outcome }, 0);

  return (result, at) => {
    for (const { outcome, scheduledAt } of result.runs) {
      runs.inc({ outcome: outcomes[outcome as keyof typeof outcomes] });
      if (outcome === "underway") lateness.observe((at.getTime() - scheduledAt.getTime()) / 1000);
    }
  };
}
