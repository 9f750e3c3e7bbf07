import type { SystemJob } from "@gaffer/client";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { words } from "../words.tsx";
import { RunStatus } from "./run-status.tsx";

/** Outcome and start of the latest run of a system job. */
export function LastRun({ job: { lastRun, running } }: { job: SystemJob }) {
  if (lastRun === null) return <span className="text-soft">{running ? words.starting : words.noRunsYet}</span>;
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      <RunStatus status={lastRun.status} />
      <span className="text-soft">
        <RelativeTime at={lastRun.startedAt} />
      </span>
    </span>
  );
}

/** The time of a system job's next run, or why it has none. */
export function NextRun({ job: { status, scheduled, overdue, nextRunAt } }: { job: SystemJob }) {
  if (overdue) return <span className="font-medium text-bad">{words.overdue}</span>;
  if (status === "paused") return <span className="text-warn">{words.paused}</span>;
  if (!scheduled || nextRunAt === null) return <span className="text-warn">{words.notScheduled}</span>;
  return <span className="text-soft">{words.nextRun(<RelativeTime at={nextRunAt} />)}</span>;
}
