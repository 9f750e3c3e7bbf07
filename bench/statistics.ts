import { sumOf } from "./cpu.ts";
import type { Measured } from "./rounds.ts";

/** Ratio of the rates of two contenders that took turns: median, minimum and maximum of the ratios of all rounds. */
export interface Ratio {
  median: number;
  min: number;
  max: number;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [below = Number.NaN, above = Number.NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (below + above) / 2;
}

/** Median of the total CPU time per job (or request) in microseconds. 0: CPU time can't be read on this system. */
export function medianCpu(turns: readonly Measured[]): number {
  return median(turns.map(({ cpu }) => sumOf(cpu ?? {})));
}

/** The smallest value that is not exceeded by `share` (0 to 1) of all values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/**
 * Returns the ratio of our rate to their rate. Compares only rates of the same round, because a slow minute of the
 * machine affects both.
 */
export function pairedRatio(ours: readonly Measured[], theirs: readonly Measured[]): Ratio {
  const ratios = ours.map(({ rate }, round) => rate / (theirs[round]?.rate ?? Number.NaN));
  return { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) };
}

/** Slope of the least-squares line through the points. */
export function slope(points: readonly { x: number; y: number }[]): number {
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  const spread = points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0) / spread;
}
