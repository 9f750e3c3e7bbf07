import type { Usage } from "@gaffer/client";
import { formatBytes } from "../../../ui/format-bytes.ts";
import { words } from "../words.tsx";

/** Limits above which the API refuses requests. The limit of running jobs isn't among them: jobs above it wait. */
export type RefusedBeyond = "openJobs" | "schedules" | "storedBytes";

export interface NearlyUsedUp {
  name: RefusedBeyond;
  /** True if the limit is reached. */
  isFull: boolean;
  /** Usage and limit as text, such as "9 of 10". */
  amount: string;
}

/** Share of a limit from which the overview shows it as nearly used up. */
const nearly = 0.8;

export function findNearlyUsedUp(usage: Pick<Usage, RefusedBeyond>): NearlyUsedUp[] {
  const names: RefusedBeyond[] = ["openJobs", "schedules", "storedBytes"];
  return names.flatMap((name) => {
    const { used, limit } = usage[name];
    if (limit === null || used < limit * nearly) return [];
    const format = name === "storedBytes" ? formatBytes : (count: number) => count.toLocaleString("en");
    return [{ name, isFull: used >= limit, amount: words.usedOf(format(used), format(limit)) }];
  });
}
