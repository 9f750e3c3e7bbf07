import type { JobTimeline, TimelinePeriod } from "@gaffer/client";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useState } from "react";
import { loadCode } from "../../../api/load-code.ts";
import { ReadProblem } from "../../../components/read-problem.tsx";
import { TimeChart } from "../../../ui/chart/time-chart.tsx";
import { formatDuration } from "../../../ui/format-duration.ts";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { timelineQuery } from "../queries/overview.ts";
import { words } from "../words.tsx";
import {
  countSeries,
  percentileSeries,
  sliceFilters,
  summaryOfCounts,
  summaryOfPercentiles,
} from "./timeline-series.ts";

// The table's code loads when the table is first shown.
const TimelineTable = lazy(async () => {
  const { TimelineTable: table } = await loadCode(() => import("./timeline-table.tsx"));
  return { default: table };
});

interface JobChartsProps {
  orgId: string;
  period: TimelinePeriod;
}

/** Outcomes, wait times and run times of the period's jobs, as charts and as a table. */
export function JobCharts({ orgId, period }: JobChartsProps) {
  const timeline = useQuery(timelineQuery(orgId, period));
  return (
    <section aria-labelledby="over-time">
      <h2 id="over-time" className="mb-2 text-sm font-semibold">
        {words.jobsCreatedIn(period)}
      </h2>
      {timeline.isPending && <Skeleton className="h-56 w-full" />}
      <ReadProblem query={timeline} />
      {timeline.data && <Charts orgId={orgId} timeline={timeline.data} />}
    </section>
  );
}

const formatSeconds = (seconds: number) => (seconds === 0 ? "0" : formatDuration(seconds * 1000));
const formatCount = (count: number) => count.toLocaleString("en");

function Charts({ orgId, timeline }: { orgId: string; timeline: JobTimeline }) {
  const navigate = useNavigate();
  const [isTableOpen, setTableOpen] = useState(false);
  const { slices, sliceSeconds } = timeline;
  const times = useMemo(() => slices.map(({ at }) => Date.parse(at) / 1000), [slices]);
  const counts = useMemo(() => countSeries(slices), [slices]);
  const waits = useMemo(() => percentileSeries(slices, "waitSeconds"), [slices]);
  const runs = useMemo(() => percentileSeries(slices, "runSeconds"), [slices]);

  const pick = (slice: number) => {
    const item = slices[slice];
    if (!item) return;
    void navigate({ to: "/orgs/$orgId/jobs", params: { orgId }, search: sliceFilters(item, sliceSeconds) });
  };
  const shared = { times, sliceSeconds, onSelect: pick };
  return (
    <>
      <div className="grid gap-3 lg:grid-cols-3">
        <TimeChart
          title={words.throughput}
          summary={summaryOfCounts(slices)}
          variant="stack"
          series={counts}
          format={formatCount}
          {...shared}
        />
        <TimeChart
          title={words.waitTime}
          summary={summaryOfPercentiles(words.waitTime, slices, "waitSeconds")}
          variant="lines"
          series={waits}
          format={formatSeconds}
          {...shared}
        />
        <TimeChart
          title={words.runTime}
          summary={summaryOfPercentiles(words.runTime, slices, "runSeconds")}
          variant="lines"
          series={runs}
          format={formatSeconds}
          {...shared}
        />
      </div>
      <details className="mt-2 text-sm" onToggle={({ currentTarget }) => setTableOpen(currentTarget.open)}>
        <summary className="w-fit cursor-pointer rounded text-soft hover:text-ink">{words.showAsTable}</summary>
        <Suspense>{isTableOpen && <TimelineTable orgId={orgId} timeline={timeline} />}</Suspense>
      </details>
    </>
  );
}
