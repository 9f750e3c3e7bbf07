import type { Schedule, ScheduleRun, ScheduleRunStatus } from "@gaffer/client";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { latestRunsQuery } from "../queries/schedules.ts";
import { words } from "../words.ts";
import { runStatusStyles } from "./run-status.tsx";

const barWidth = 5;
const step = 7;
const height = 20;
const places = 20;

/**
 * Shows a bar for each of a schedule's latest runs. The bar's height and color depend on the run's status. The latest
 * run is on the right.
 */
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
      {runs.map(({ id, status }, index) => {
        const style = runStatusStyles[status];
        return (
          <rect
            key={id}
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
  const counts = (Object.keys(runStatusStyles) as ScheduleRunStatus[])
    .map((status) => ({ status, count: runs.filter((run) => run.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${count} ${runStatusStyles[status].label.toLowerCase()}`);
  return words.latestRuns(counts.join(", "));
}
