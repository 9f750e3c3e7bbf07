import { systemJob } from "./registry.ts";

/** One kind of rows to prune. `prune` returns how many it removed, and stops when the signal aborts. */
export interface PruneStep {
  what: string;
  prune: (signal: AbortSignal) => Promise<number>;
}

/** Removes rows after their retention, step by step. */
export function jobsPruneJob(steps: readonly PruneStep[]) {
  return systemJob({
    name: "jobs:prune",
    title: "Prune jobs",
    description:
      "Removes ended jobs and audit events that their plan keeps no longer, expired idempotency keys and old runs.",
    cron: "20 * * * *",
    async run({ helpers, signal }) {
      const removed: Record<string, number> = {};
      for (const { what, prune } of steps) {
        signal.throwIfAborted();
        removed[what] = await prune(signal);
        if (removed[what] > 0) helpers.log("info", `Removed ${removed[what]} ${what}`);
      }
      signal.throwIfAborted();
      return { output: { removed } };
    },
  });
}
