import type { SystemJob } from "@gaffer/client";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { words } from "../words.tsx";
import { RunOutcome } from "./run-outcome.tsx";

/** Outcome and start of the latest run of a system job. */
export function LastRun({ job: { lastRun, lastOutcome, running } }: { job: SystemJob }) {
  if (lastRun === null) return <span className="text-soft">{running ? words.starting : words.noRunsYet}</span>;
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      <RunOutcome outcome={lastOutcome} />
      <span className="text-soft">
        <RelativeTime at={lastRun} />
      </span>
    </span>
  );
}

/** The next run of a system job, or why it has none. */
export function NextRun({ job: { enabled, scheduled, overdue, nextRun } }: { job: SystemJob }) {
  if (overdue) return <span className="font-medium text-bad">{words.overdue}</span>;
  if (!enabled) return <span className="text-warn">{words.switchedOff}</span>;
  if (!scheduled || nextRun === null) return <span className="text-warn">{words.notScheduled}</span>;
  return <span className="text-soft">{words.nextRun(<RelativeTime at={nextRun} />)}</span>;
}
