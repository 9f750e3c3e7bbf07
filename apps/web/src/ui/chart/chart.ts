/** What a chart over time is drawn from. */
export interface ChartSeries {
  label: string;
  /** The custom property that has its color in both themes. */
  color: `--${string}`;
  /** One for each slice; null: there is none. */
  values: readonly (number | null)[];
  isDashed?: boolean;
}

export interface ChartData {
  /** `stack`: bars on each other, the first series at the bottom. `lines`: each by itself. */
  variant: "stack" | "lines";
  /** When each slice begins, in seconds since 1970, first to last. */
  times: readonly number[];
  sliceSeconds: number;
  series: readonly ChartSeries[];
  /** A value as one would say it. */
  format: (value: number) => string;
}
