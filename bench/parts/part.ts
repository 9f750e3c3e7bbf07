import type { Figure } from "../bars.ts";
import type { Cluster } from "../cluster.ts";
import type { Measured } from "../rounds.ts";
import type { Ratio } from "../statistics.ts";

/** Sizes of the parts. `--name value` on the command line overrides the size with this name. */
export interface Sizes {
  /** Number of rounds in which the contenders take turns. */
  rounds: number;
  /** Duration of one turn of `create`, `batch` and `read`, in seconds. */
  seconds: number;
  /** Size of the backlog of `drain`. */
  jobs: number;
  /** Number of slots of Gaffer's worker in `drain`. */
  slots: number;
  /** Number of organizations that share the backlog of `drain`. */
  orgs: number;
  /** Requests that warm up each contender of `create` and `read`. */
  warmUp: number;
  /** Duration of each of the two rates of `lone` in seconds. `loneRounds`: number of rounds. */
  loneSeconds: number;
  loneRounds: number;
  /** The duration of `idle` in seconds. */
  idleSeconds: number;
  /** Duration of the load of `memory` in minutes. `rate`: jobs per second of this load. */
  minutes: number;
  rate: number;
  /** Size of the large backlog of `depth`, and of the capped organization's backlog in `fairness`. */
  depth: number;
  /** Size of the flooding organization's backlog in `fairness`. */
  flood: number;
  /** Number of rows of the file of `import`. */
  rows: number;
  /** Number of ended jobs of `scale`. `historyOrgs`: number of their organizations. */
  history: number;
  historyOrgs: number;
  /** Number of schedules that are due at once in `scheduler`. */
  schedules: number;
}

export interface Bench {
  cluster: Cluster;
  sizes: Sizes;
  /**
   * Folder of an earlier checkout of Gaffer with this bench. Its API and worker are measured as another contender.
   * undefined: no earlier checkout is measured.
   */
  checkoutBefore: string | undefined;
}

/** Name of the contender from the earlier checkout. */
export const before = "gaffer before";

export interface PartResult {
  /** Measured values that are compared with target values. */
  figures?: Partial<Record<Figure, number>>;
  ratios?: Partial<Record<Figure, Ratio>>;
  /** The results of each contender's turns, in the order of the rounds. */
  rates?: Record<string, Measured[]>;
  /** Lines to print after the rates. */
  lines?: string[];
  /** Other data for `results.json`. */
  measured?: Record<string, unknown>;
}

export type Part = (bench: Bench) => Promise<PartResult>;
