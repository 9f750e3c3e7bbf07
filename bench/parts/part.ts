import type { Figure } from "../bars.ts";
import type { Cluster } from "../cluster.ts";
import type { Ratio } from "../statistics.ts";

/** Sizes of the parts. `--name value` on the command line overrides one. */
export interface Sizes {
  /** Number of rounds in which the contenders take turns. */
  rounds: number;
  /** Duration of one measurement of `create` and `batch`. */
  seconds: number;
  /** Size of the backlog of `drain`. */
  jobs: number;
  /** Number of slots of Gaffer's worker in `drain`. */
  slots: number;
  /** Number of organizations that share this backlog. */
  orgs: number;
  /** Duration of `latency` in seconds; duration of `memory` in minutes; jobs per second of both. */
  latencySeconds: number;
  minutes: number;
  rate: number;
  /** Size of the large backlog of `depth`, and of the capped one in `fairness`. */
  depth: number;
  /** Size of the flooding organization's backlog in `fairness`. */
  flood: number;
  /** Number of rows of the file of `import`. */
  rows: number;
  /** Number of schedules that are due at once in `scheduler`. */
  schedules: number;
}

export interface Bench {
  cluster: Cluster;
  sizes: Sizes;
}

export interface PartResult {
  /** Measured values that have a bar. */
  figures?: Partial<Record<Figure, number>>;
  ratios?: Partial<Record<Figure, Ratio>>;
  /** Jobs per second, one value per round. */
  rates?: Record<string, number[]>;
  /** Lines to print after the rates. */
  lines?: string[];
  /** Other data for `results.json`. */
  measured?: Record<string, unknown>;
}

export type Part = (bench: Bench) => Promise<PartResult>;
