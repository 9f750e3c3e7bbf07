import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { bars, judge } from "./bars.ts";
import type { PartResult } from "./parts/part.ts";
import type { Measured } from "./rounds.ts";
import { median, medianCpu } from "./statistics.ts";

/** Formats a table. Columns are as wide as their widest cell; numbers are right-aligned. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const isNumeric = head.map((_, column) => rows.every((row) => /^[-\d.,–≥≤∞% ]*$/.test(row[column] ?? "")));
  const pad = (cell: string, column: number) =>
    isNumeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  const rule = widths.map((width) => "─".repeat(width));
  return [head, rule, ...rows].map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}

const number = (value: number) => value.toLocaleString("en", { maximumSignificantDigits: value < 100 ? 3 : 4 });

/**
 * Formats a table of rates, with the median CPU time per job of each process. A process without CPU time has no column.
 */
export function toRateTable(rates: Record<string, readonly Measured[]>): string {
  const turns = Object.values(rates).flat();
  const parts = [...new Set(turns.flatMap(({ cpu }) => Object.keys(cpu ?? {})))];
  const rows = Object.entries(rates).map(([name, measured]) => {
    const values = measured.map(({ rate }) => rate);
    const micros = parts.map((part) => median(measured.map(({ cpu }) => cpu?.[part] ?? Number.NaN)));
    return [
      name,
      ...[median(values), Math.min(...values), Math.max(...values)].map((rate) => number(Math.round(rate))),
      ...micros.map((value) => (Number.isNaN(value) ? "" : value.toFixed(0))),
      ...(parts.length > 0 ? [medianCpu(measured).toFixed(0)] : []),
    ];
  });
  const head = parts.length > 0 ? [...parts.map((part) => `${part} µs`), "CPU µs in all"] : [];
  return toTable(["per second", "median", "min", "max", ...head], rows);
}

export function toBarTable({ figures = {}, ratios = {} }: PartResult): string {
  const rows = bars.flatMap((bar) => {
    const value = figures[bar.figure];
    if (value === undefined) return [];
    const ratio = ratios[bar.figure];
    const { bar: limit, verdict } = judge(bar, value);
    const spread = ratio ? `${number(ratio.min)} – ${number(ratio.max)}` : "";
    return [[bar.what, number(value), spread, limit, verdict]];
  });
  return rows.length === 0 ? "" : toTable(["figure", "median", "min – max", "bar", ""], rows);
}

/**
 * Load average of the last minute. Far above the number of cores means that other processes disturbed the measurement.
 */
export function loadAverage(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}

export function describeMachine(postgresVersion: string) {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? "unknown",
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform}-${process.arch}`,
    node: process.version,
    postgres: postgresVersion,
  };
}
