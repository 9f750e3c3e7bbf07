import type { Usage } from "@gaffer/client";
import { formatBytes } from "../../../ui/format-bytes.ts";
import { words } from "../words.tsx";

/** Limits beyond which the API refuses requests. Running jobs are not one: further jobs wait. */
export type RefusedBeyond = "openJobs" | "schedules" | "storedBytes";

export interface NearlyUsedUp {
  name: RefusedBeyond;
  /** The limit is reached. */
  isFull: boolean;
  /** Usage and limit as text. */
  amount: string;
}

/** Share of the limit from which a limit is shown. */
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
