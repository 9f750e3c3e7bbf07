/**
 * The target values that the project sets itself. A CPU time is the sum of API, worker, PostgreSQL and load generator,
 * in microseconds.
 */
export type Figure = (typeof bars)[number]["figure"];

export const bars = [
  { figure: "httpCreateVsSend", what: "HTTP create / pg-boss send", atLeast: 2.2 },
  { figure: "createCpuMicros", what: "HTTP create, CPU µs", atMost: 450 },
  { figure: "batchVsInsert", what: "HTTP batch / pg-boss insert", atLeast: 0.6 },
  { figure: "batchCpuMicros", what: "HTTP batch, CPU µs per job" },
  { figure: "readCpuMicros", what: "GET of a job, CPU µs", atMost: 250 },
  { figure: "readVsBefore", what: "GET of a job / before" },
  { figure: "listCpuMicros", what: "list of 20, CPU µs", atMost: 1_000 },
  { figure: "listVsBefore", what: "list of 20 / before" },
  { figure: "drainVsBefore", what: "drain / before", atLeast: 1.7 },
  { figure: "drainVsWork", what: "drain / best pg-boss work" },
  { figure: "drainVsGraphileLocalQueue", what: "drain / graphile-worker, local queue" },
  { figure: "defaultSlotsVsGraphile", what: "drain, default slots / graphile-worker, no local queue", atLeast: 1 },
  { figure: "drainCpuMicros", what: "drain, CPU µs per job", atMost: 200 },
  { figure: "drainWalBytes", what: "drain, bytes of WAL per job", atMost: 2_048 },
  { figure: "drainHotPercent", what: "drain, HOT updates of jobs, %", atLeast: 95 },
  { figure: "latencyP50Ms", what: "POST to handler at 200/s, p50, ms", atMost: 6 },
  { figure: "latencyP99Ms", what: "POST to handler at 200/s, p99, ms", atMost: 25 },
  { figure: "latencyVsBefore", what: "POST to handler at 200/s, p50 / before", atMost: 0.4 },
  { figure: "loneCpuMicros", what: "a job at 200/s, CPU µs", atMost: 3_000 },
  { figure: "allDueSeconds", what: "10,000 schedules due at once, s", atMost: 3 },
  { figure: "schedulerVsInsert", what: "scheduler / pg-boss insert" },
  { figure: "importSeconds", what: "import of 100,000 rows, s", atMost: 20 },
  { figure: "importVsInsert", what: "import / pg-boss insert" },
  { figure: "listP99Ms", what: "lists, PostgreSQL p99, ms", atMost: 10 },
  { figure: "statisticsP99Ms", what: "statistics and timeline, PostgreSQL p99, ms", atMost: 50 },
  { figure: "createVsEmpty", what: "create / empty database", atLeast: 0.9 },
  { figure: "drainVsEmpty", what: "drain / empty database", atLeast: 0.9 },
  { figure: "prunedPerSecond", what: "jobs pruned per second", atLeast: 20_000 },
  { figure: "createsBesidePrune", what: "creates beside the pruning / alone", atLeast: 0.8 },
  { figure: "longestLockMs", what: "longest wait for a lock meanwhile, ms", atMost: 100 },
  { figure: "bytesPerJob", what: "bytes per ended job" },
] as const satisfies readonly { figure: string; what: string; atLeast?: number; atMost?: number }[];

/** Describes the target value of a figure, and whether `value` reaches it. */
export function judge(bar: (typeof bars)[number], value: number): { bar: string; verdict: string } {
  const verdict = (met: boolean) => (met ? "met" : "missed");
  if ("atLeast" in bar) return { bar: `≥ ${bar.atLeast}`, verdict: verdict(value >= bar.atLeast) };
  if ("atMost" in bar) return { bar: `≤ ${bar.atMost}`, verdict: verdict(value <= bar.atMost) };
  return { bar: "none", verdict: "" };
}
