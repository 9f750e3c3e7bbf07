import type { Usage } from "@gaffer/client";
import { formatBytes } from "../../ui/format-bytes.ts";

/** What a plan limits, and refuses to go beyond. That jobs run at their limit is no trouble: others wait. */
export type RefusedBeyond = "queuedJobs" | "schedules" | "storedBytes";

export interface NearlyUsedUp {
  name: RefusedBeyond;
  /** Nothing more is taken. */
  isFull: boolean;
  /** How much of how much, as one would say it. */
  said: string;
}

/** From here on it is worth knowing. */
const nearly = 0.8;

export function findNearlyUsedUp(usage: Pick<Usage, RefusedBeyond>): NearlyUsedUp[] {
  const names: RefusedBeyond[] = ["queuedJobs", "schedules", "storedBytes"];
  return names.flatMap((name) => {
    const { used, limit } = usage[name];
    if (limit === null || used < limit * nearly) return [];
    const say = name === "storedBytes" ? formatBytes : (count: number) => count.toLocaleString("en");
    return [{ name, isFull: used >= limit, said: `${say(used)} of ${say(limit)}` }];
  });
}
