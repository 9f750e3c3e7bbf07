/** The data of a chart over time. */
export interface ChartSeries {
  label: string;
  /** CSS custom property that has the color of the series. */
  color: `--${string}`;
  /** One value per slice. null: no value. */
  values: readonly (number | null)[];
  isDashed?: boolean;
}

export interface ChartData {
  /** `stack`: stacked bars, the first series at the bottom. `lines`: one line per series. */
  variant: "stack" | "lines";
  /** Start of each slice, ascending. Unit: seconds since 1970. */
  times: readonly number[];
  sliceSeconds: number;
  series: readonly ChartSeries[];
  /** Formats a value of the chart as text. */
  format: (value: number) => string;
}
