/** Series and summaries of a timeline. */
import type { JobTimeline } from "@gaffer/client";
import type { ChartSeries } from "../../../ui/chart/chart.ts";
import { formatDuration } from "../../../ui/format-duration.ts";
import type { JobFilters } from "../../jobs/index.ts";
import { words } from "../words.tsx";

type Slices = JobTimeline["slices"];
type Slice = Slices[number];
type Duration = "waitSeconds" | "runSeconds";

/**
 * Returns the series of failed, completed and other jobs, from bottom to top. Failed jobs are at the bottom, where
 * small numbers are visible.
 */
export function countSeries(slices: Slices): ChartSeries[] {
  return [
    { label: words.failed, color: "--bad", values: slices.map(({ byStatus }) => byStatus.failed) },
    { label: words.completed, color: "--good", values: slices.map(({ byStatus }) => byStatus.completed) },
    { label: words.others, color: "--line-strong", values: slices.map(others) },
  ];
}

/** Number of jobs in a slice that are neither completed nor failed. */
export function others({ created, byStatus }: Slice): number {
  return created - byStatus.completed - byStatus.failed;
}

export function percentileSeries(slices: Slices, duration: Duration): ChartSeries[] {
  const values = (name: "p50" | "p95") => slices.map((slice) => slice[duration]?.[name] ?? null);
  return [
    { label: words.median, color: "--accent", values: values("p50") },
    { label: "p95", color: "--warn", values: values("p95"), isDashed: true },
  ];
}

/** Filters of the list that shows the jobs of a slice. */
export function sliceFilters({ at }: Pick<Slice, "at">, sliceSeconds: number): JobFilters {
  return { createdFrom: at, createdBefore: new Date(Date.parse(at) + sliceSeconds * 1000).toISOString() };
}

export function summaryOfCounts(slices: Slices): string {
  const total = (count: (slice: Slice) => number) => slices.reduce((sum, slice) => sum + count(slice), 0);
  const most = Math.max(0, ...slices.map(({ created }) => created));
  return words.countSummary(
    total(({ created }) => created),
    total(({ byStatus }) => byStatus.completed),
    total(({ byStatus }) => byStatus.failed),
    most,
  );
}

export function summaryOfPercentiles(what: string, slices: Slices, duration: Duration): string {
  const known = slices.flatMap((slice) => slice[duration] ?? []);
  const latest = known.at(-1);
  if (!latest) return words.noDataYet(what);
  const format = (seconds: number) => formatDuration(seconds * 1000);
  const worst = Math.max(...known.map(({ p95 }) => p95));
  return words.durationSummary(what, format(latest.p50), format(latest.p95), format(worst));
}
