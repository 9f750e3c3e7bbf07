import { lazy, Suspense, useState } from "react";
import { Skeleton } from "../skeleton.tsx";
import type { ChartData, ChartSeries } from "./chart.ts";

// uPlot is larger than most pages, so its code loads after the page.
const ChartCanvas = lazy(async () => ({ default: (await import("./chart-canvas.tsx")).ChartCanvas }));

interface TimeChartProps extends ChartData {
  title: string;
  /** Summary of the chart for screen readers. */
  summary: string;
  /** Handles a click on a slice, by its index. The page must offer the same action by keyboard. */
  onSelect?: (slice: number) => void;
}

/** A chart over time in the viewer's time zone. The values under the pointer are shown above it. */
export function TimeChart({ title, summary, onSelect, ...chart }: TimeChartProps) {
  const [hovered, setHovered] = useState<number>();
  const { times, sliceSeconds, series } = chart;
  const begin = hovered === undefined ? undefined : times[hovered];
  return (
    <figure className="min-w-0 rounded-lg border border-line p-3">
      <figcaption className="mb-2">
        <span className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
          <span className="font-semibold">{title}</span>
          {begin !== undefined && (
            <span className="text-xs text-soft tabular-nums">{sliceName(begin, sliceSeconds)}</span>
          )}
        </span>
        <span className="flex flex-wrap gap-x-4 text-xs text-soft">
          {series.map((one) => (
            <LegendEntry
              key={one.label}
              series={one}
              value={hovered === undefined ? undefined : one.values[hovered]}
              format={chart.format}
            />
          ))}
        </span>
      </figcaption>
      <div role="img" aria-label={summary} className="h-40">
        <Suspense fallback={<Skeleton className="h-full w-full" />}>
          <ChartCanvas {...chart} onHover={setHovered} onSelect={onSelect} />
        </Suspense>
      </div>
    </figure>
  );
}

interface LegendEntryProps {
  series: ChartSeries;
  value: number | null | undefined;
  format: (value: number) => string;
}

function LegendEntry({ series: { label, color }, value, format }: LegendEntryProps) {
  return (
    <span className="flex items-center gap-1.5">
      <span aria-hidden className="size-2.5 rounded-xs" style={{ background: `var(${color})` }} />
      {label}
      {value !== undefined && (
        <span className="font-medium text-ink tabular-nums">{value === null ? "–" : format(value)}</span>
      )}
    </span>
  );
}

const dayAndTime = new Intl.DateTimeFormat("en", {
  weekday: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** Formats the start and end of a slice in local time. */
export function sliceName(begin: number, sliceSeconds: number): string {
  return dayAndTime.formatRange(begin * 1000, (begin + sliceSeconds) * 1000);
}
