import type { Figure } from "../bars.ts";
import type { Cluster } from "../cluster.ts";
import type { Ratio } from "../statistics.ts";

/** Sizes of the parts; `--name value` on the command line. */
export interface Sizes {
  /** How often the contenders take turns. */
  rounds: number;
  /** How long one measurement of `create` and `batch` takes. */
  seconds: number;
  /** The backlog of `drain`. */
  jobs: number;
  /** How many jobs Gaffer's worker runs at once in `drain`. */
  slots: number;
  /** How many organizations have that backlog together. */
  orgs: number;
  /** The length of `latency` and of the load of `memory` in seconds and minutes, and their jobs per second. */
  latencySeconds: number;
  minutes: number;
  rate: number;
  /** The large backlog of `depth` and of the capped organization in `fairness`. */
  depth: number;
  /** The backlog of the flooding organization in `fairness`. */
  flood: number;
  /** The rows of the file of `import`. */
  rows: number;
  /** How many schedules are due at once in `scheduler`. */
  schedules: number;
}

export interface Bench {
  cluster: Cluster;
  sizes: Sizes;
}

export interface PartResult {
  /** Numbers that have a bar. */
  figures?: Partial<Record<Figure, number>>;
  ratios?: Partial<Record<Figure, Ratio>>;
  /** Rates in jobs per second, one for each round. */
  rates?: Record<string, number[]>;
  /** What people should read of it, after the rates. */
  lines?: string[];
  /** Anything else, as it goes into `results.json`. */
  measured?: Record<string, unknown>;
}

export type Part = (bench: Bench) => Promise<PartResult>;
