/** What the queries of statistics return. */
import type { Schemas } from "@gaffer/contracts/server";

export type StatusCounts = Schemas["StatusCounts"];

export interface TypeCount {
  type: string;
  status: keyof StatusCounts;
  jobs: number;
  /** When the oldest due job became due. null: none is pending. */
  oldest: Date | null;
}

export interface SliceCount {
  slice: number;
  status: keyof StatusCounts;
  jobs: number;
}

/** The median and the 95th percentile in seconds. null: there is no duration. */
export interface Durations {
  wait: [number, number] | null;
  run: [number, number] | null;
}

/** The jobs of the slices of a timeline. */
export interface SlicedJobs {
  counts: SliceCount[];
  durations: (Durations & { slice: number })[];
  /** Whether there are matching jobs that aren't counted. */
  more: boolean;
}

/** Maximum number of jobs of a slice whose durations are read: the latest jobs. */
export const mostDurations = 100;

export function percentilesOf(interval: string): string {
  return `percentile_disc(array[0.5, 0.95]) within group (order by greatest(0, extract(epoch from ${interval})::float8)) filter (where ${interval} is not null)`;
}
