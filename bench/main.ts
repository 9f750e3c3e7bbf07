/**
 * `npm run bench -- [part …] [--size value …] [--quick] [--before folder]`: measures Gaffer beside its peers on one
 * embedded PostgreSQL, prints tables, and writes `bench/results.json`. Without parts: all parts with a target value.
 * See README.md.
 */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { startCluster } from "./cluster.ts";
import { batch } from "./parts/batch.ts";
import { bodiesPart as bodies } from "./parts/bodies.ts";
import { create } from "./parts/create.ts";
import { depth } from "./parts/depth.ts";
import { drain } from "./parts/drain.ts";
import { events } from "./parts/events.ts";
import { fairness } from "./parts/fairness.ts";
import { idle } from "./parts/idle.ts";
import { importRows } from "./parts/import.ts";
import { lone } from "./parts/lone.ts";
import { memory } from "./parts/memory.ts";
import type { Part, PartResult, Sizes } from "./parts/part.ts";
import { read } from "./parts/read.ts";
import { scale } from "./parts/scale.ts";
import { scheduler } from "./parts/scheduler.ts";
import { security } from "./parts/security.ts";
import { describeMachine, loadAverage, toBarTable, toRateTable } from "./report.ts";

const parts: Record<string, Part> = {
  create,
  batch,
  read,
  drain,
  lone,
  fairness,
  scheduler,
  import: importRows,
  events,
  depth,
  idle,
  memory,
  security,
  bodies,
  scale,
};
const compared = ["create", "batch", "read", "drain", "lone"];
/** Parts that read pg_stat_statements. The extension is off for the other parts. */
const countsStatements = ["depth", "idle", "scale"];
/** Parts that read commit times. PostgreSQL keeps none for the other parts. */
const datesCommits = ["scheduler"];

const defaults: Sizes = {
  rounds: 5,
  seconds: 4,
  jobs: 40_000,
  slots: 500,
  orgs: 10,
  warmUp: 20_000,
  loneSeconds: 15,
  loneRounds: 2,
  idleSeconds: 30,
  minutes: 2,
  rate: 200,
  depth: 200_000,
  flood: 50_000,
  schedules: 10_000,
  rows: 100_000,
  history: 10_000_000,
  historyOrgs: 1_000,
};

/** Sizes for `--quick`: all parts together take less than five minutes. The figures are only a first look. */
const quick: Partial<Sizes> = {
  rounds: 2,
  seconds: 1,
  jobs: 8_000,
  warmUp: 3_000,
  loneSeconds: 3,
  loneRounds: 1,
  idleSeconds: 5,
  minutes: 0.1,
  depth: 20_000,
  flood: 3_000,
  schedules: 2_000,
  rows: 5_000,
  history: 100_000,
  historyOrgs: 100,
};

const { chosen, sizes, statements, checkoutBefore } = readArguments();
const startedAt = new Date();
const cluster = await startCluster({
  statements: statements || chosen.some((name) => countsStatements.includes(name)),
  commitTimes: chosen.some((name) => datesCommits.includes(name)),
});
const machine = describeMachine(cluster.postgresVersion);
const loadBefore = loadAverage();
console.log(
  `${machine.cores} cores, Node ${machine.node}, PostgreSQL ${machine.postgres}, fsync on; load before: ${loadBefore}`,
);

const all: PartResult = { figures: {}, ratios: {}, rates: {}, measured: {} };
try {
  for (const name of chosen) {
    console.log(`\n${name}`);
    const result = (await parts[name]?.({ cluster, sizes, checkoutBefore })) ?? {};
    if (result.rates) console.log(`\n${toRateTable(result.rates)}`);
    for (const line of result.lines ?? []) console.log(line);
    for (const kind of ["figures", "ratios", "rates", "measured"] as const)
      Object.assign(all[kind] ?? {}, result[kind]);
  }
  const errors = await cluster.loggedErrors();
  if (errors.length > 0) console.log(`\nGaffer logged ${errors.length} errors; the first: ${errors[0]}`);
} finally {
  await cluster.stop();
}

const seconds = Math.round((Date.now() - startedAt.getTime()) / 1000);
console.log(["", toBarTable(all), `${seconds} s; load before: ${loadBefore}, after: ${loadAverage()}`].join("\n"));
const { figures, ...rest } = all;
const results = {
  ...figures,
  ...rest,
  machine: { ...machine, loadBefore, loadAfter: loadAverage() },
  sizes,
  parts: chosen,
  date: startedAt.toISOString(),
  durationSeconds: seconds,
};
await writeFile(path.join(import.meta.dirname, "results.json"), `${JSON.stringify(results, null, 2)}\n`);

function readArguments() {
  const names = Object.keys(defaults) as (keyof Sizes)[];
  const {
    values: { statements, quick: isQuick, before: checkoutBefore, ...values },
    positionals,
  } = parseArgs({
    allowPositionals: true,
    options: {
      ...Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
      statements: { type: "boolean" as const, default: false },
      quick: { type: "boolean" as const, default: false },
      before: { type: "string" as const },
    },
  });
  const unknown = positionals.find((name) => !(name in parts));
  if (unknown) throw new Error(`there is no part "${unknown}"; there are ${Object.keys(parts).join(", ")}`);
  const given = Object.entries(values).map(([name, value]) => {
    const size = Number(value);
    if (!(size > 0)) throw new Error(`--${name} must be a number above 0, not "${value}"`);
    return [name, size];
  });
  return {
    chosen: positionals.length > 0 ? positionals : isQuick ? Object.keys(parts) : compared,
    sizes: { ...defaults, ...(isQuick && quick), ...Object.fromEntries(given) } as Sizes,
    statements,
    checkoutBefore: checkoutBefore === undefined ? undefined : path.resolve(checkoutBefore),
  };
}
