import type { Schedule, ScheduleRun, ScheduleRunOutcome } from "@gaffer/client";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { latestRunsQuery } from "../queries/schedules.ts";
import { words } from "../words.ts";
import { outcomeStyles } from "./run-outcome.tsx";

const barWidth = 5;
const step = 7;
const height = 20;
const places = 20;

/** A bar for each of a schedule's latest runs, by outcome. The latest is on the right. */
export function RunSparkline({ orgId, schedule }: { orgId: string; schedule: Schedule }) {
  const latest = useQuery(latestRunsQuery(orgId, schedule));
  if (latest.isPending) return <Skeleton className="h-5 w-35" />;
  const runs = (latest.data?.items ?? []).toReversed();
  return (
    <svg role="img" width={places * step} height={height} aria-label={summary(runs)}>
      <title>{summary(runs)}</title>
      {Array.from({ length: places - runs.length }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place without a run has no identity besides its index
        <rect key={index} x={index * step} y={height - 2} width={barWidth} height={2} className="fill-line" />
      ))}
      {runs.map(({ slot, outcome }, index) => {
        const style = outcomeStyles[outcome];
        return (
          <rect
            key={slot}
            x={(places - runs.length + index) * step}
            y={height - style.height}
            width={barWidth}
            height={style.height}
            className={style.bar}
          />
        );
      })}
    </svg>
  );
}

function summary(runs: readonly ScheduleRun[]): string {
  if (runs.length === 0) return words.sparklineEmpty;
  const counts = (Object.keys(outcomeStyles) as ScheduleRunOutcome[])
    .map((outcome) => ({ outcome, count: runs.filter((run) => run.outcome === outcome).length }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => `${count} ${outcomeStyles[outcome].label.toLowerCase()}`);
  return words.latestRuns(counts.join(", "));
}
