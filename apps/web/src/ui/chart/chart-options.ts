import UPlot from "uplot";
import type { ChartData, ChartSeries } from "./chart.ts";

const font = "11px system-ui, sans-serif";
const hour = 3600;
const day = 24 * hour;

/** Series in drawing order. A stack draws its top series first, and then each lower series over it. */
const drawn = ({ variant, series }: ChartData) => (variant === "stack" ? series.toReversed() : series);

/** Converts a chart to uPlot's data. Each slice is drawn at its middle. The values of a stack are cumulative. */
export function toPlotData(chart: ChartData): UPlot.AlignedData {
  const { variant, times, sliceSeconds, series } = chart;
  const middles = times.map((time) => time + sliceSeconds / 2);
  if (variant === "lines") return [middles, ...series.map(({ values }) => [...values])];
  const sums = times.map(() => 0);
  const tops = series.map(({ values }) => sums.map((sum, index) => (sums[index] = sum + (values[index] ?? 0))));
  return [middles, ...tops.toReversed()];
}

export function chartOptions(
  chart: ChartData,
  { clientWidth: width, clientHeight: height }: HTMLElement,
  onHover: (slice: number | undefined) => void,
): UPlot.Options {
  const { variant, sliceSeconds, format } = chart;
  const grid = { stroke: () => color("--line"), width: 1 };
  const axis = { stroke: () => color("--ink-soft"), font, ticks: { show: false } };
  return {
    width,
    height,
    padding: [8, 16, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false, setScale: false } },
    scales: {
      x: { range: (_plot, min, max) => [min - sliceSeconds / 2, max + sliceSeconds / 2] },
      y: { range: (_plot, _min, max) => [0, top(max, variant)] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 24,
        space: 56,
        incrs: increments(sliceSeconds),
        values: toTimes(sliceSeconds),
      },
      {
        ...axis,
        grid,
        size: variant === "stack" ? 40 : 56,
        space: 32,
        values: (_plot, splits) => splits.map(format),
        // Counts are whole numbers, so the axis has labels only at whole numbers.
        ...(variant === "stack" && {
          incrs: [1, 2, 5].flatMap((step) => powers.map((power) => step * power)).sort((a, b) => a - b),
        }),
      },
    ],
    series: [{}, ...drawn(chart).map((series) => (variant === "stack" ? toBars(series) : toLine(series)))],
    hooks: { setCursor: [({ cursor: { idx } }) => onHover(idx ?? undefined)] },
  };
}

const powers = Array.from({ length: 10 }, (_, power) => 10 ** power);

function toBars({ color: name }: ChartSeries): UPlot.Series {
  const paths = UPlot.paths.bars?.({ size: [0.8, 40], gap: 1 });
  return { fill: () => color(name), width: 0, points: { show: false }, ...(paths && { paths }) };
}

function toLine({ color: name, isDashed }: ChartSeries): UPlot.Series {
  const stroke = () => color(name);
  return {
    stroke,
    width: 2,
    points: { show: true, size: 5, stroke, fill: stroke, filter: alone },
    ...(isDashed && { dash: [4, 3] }),
  };
}

/** Returns the slices whose neighbors have no value. They are drawn as points, because no line passes through them. */
function alone({ data }: UPlot, series: number): number[] {
  const values = data[series] ?? [];
  return [...values.keys()].filter(
    (index) => values[index] != null && values[index - 1] == null && values[index + 1] == null,
  );
}

/** Upper end of the scale: 10 % above the highest value, with a minimum for empty charts. */
function top(max: number | null, variant: ChartData["variant"]): number {
  const least = variant === "stack" ? 4 : 1;
  return Math.max(least, (max ?? 0) * 1.1);
}

function increments(sliceSeconds: number): number[] {
  if (sliceSeconds < 5 * 60) return [5, 10, 15, 30].map((minutes) => minutes * 60);
  if (sliceSeconds < 2 * hour) return [3 * hour, 6 * hour, 12 * hour];
  return [day, 2 * day, 7 * day];
}

const clock = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const calendar = new Intl.DateTimeFormat("en", { month: "short", day: "numeric" });

/** Formats ticks as local times, or as dates if slices are longer than two hours. */
function toTimes(sliceSeconds: number) {
  const { format } = sliceSeconds < 2 * hour ? clock : calendar;
  return (_plot: UPlot, splits: number[]) => splits.map((split) => format(split * 1000));
}

function color(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name);
}
