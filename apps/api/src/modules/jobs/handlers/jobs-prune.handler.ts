import type { JobHandler, SystemJobTypes } from "./types.ts";

type Types = SystemJobTypes["jobs:prune"];

/** One thing that is pruned; says how many were removed. It stops when the signal says so. */
export interface PruneStep {
  what: string;
  prune: (signal: AbortSignal) => Promise<number>;
}

/** Removes what is kept no longer, step by step. */
export function createPruneHandler(steps: readonly PruneStep[]): JobHandler<Types["input"], Types["output"]> {
  return async ({ helpers, signal }) => {
    const removed: Record<string, number> = {};
    for (const { what, prune } of steps) {
      signal.throwIfAborted();
      removed[what] = await prune(signal);
      if (removed[what] > 0) helpers.log("info", `Removed ${removed[what]} ${what}`);
    }
    signal.throwIfAborted();
    return { output: { removed } };
  };
}
