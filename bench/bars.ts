/** The bars that the project sets itself. */
export type Figure = (typeof bars)[number]["figure"];

export const bars = [
  { figure: "httpCreateVsSend", what: "HTTP create / pg-boss send", atLeast: 4 },
  { figure: "batchVsInsert", what: "HTTP batch / pg-boss insert", atLeast: 0.5 },
  { figure: "drainVsWork", what: "drain / best pg-boss work", atLeast: 1.2 },
  { figure: "drainVsGraphileLocalQueue", what: "drain / graphile local queue" },
  { figure: "latencyP50Ms", what: "POST to handler, p50, ms", atMost: 6 },
  { figure: "latencyP99Ms", what: "POST to handler, p99, ms", atMost: 30 },
  { figure: "allDueSeconds", what: "10,000 schedules due at once, s", atMost: 3 },
  { figure: "schedulerVsInsert", what: "scheduler / pg-boss insert" },
  { figure: "importSeconds", what: "import of 100,000 rows, s", atMost: 20 },
  { figure: "importVsInsert", what: "import / pg-boss insert" },
] as const satisfies readonly { figure: string; what: string; atLeast?: number; atMost?: number }[];

/** Describes the bar of a figure, and whether `value` meets it. */
export function judge(bar: (typeof bars)[number], value: number): { bar: string; verdict: string } {
  const verdict = (met: boolean) => (met ? "met" : "missed");
  if ("atLeast" in bar) return { bar: `≥ ${bar.atLeast}`, verdict: verdict(value >= bar.atLeast) };
  if ("atMost" in bar) return { bar: `≤ ${bar.atMost}`, verdict: verdict(value <= bar.atMost) };
  return { bar: "none", verdict: "" };
}
