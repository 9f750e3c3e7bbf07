import type { JobHandler, SystemJobTypes } from "./types.ts";

type Types = SystemJobTypes["jobs:reconcile"];

/**
 * Compares rows, messages and counts, and settles what disagrees. It is started by a message itself, and works even when
 * messages are the trouble: the cron makes a new one every minute, whatever became of the last.
 */
export function createReconcileHandler(
  reconcile: (signal: AbortSignal) => Promise<Types["output"]>,
): JobHandler<Types["input"], Types["output"]> {
  return async ({ helpers, signal }) => {
    const output = await reconcile(signal);
    const found = Object.values(output).reduce((sum, count) => sum + count, 0);
    if (found > 0) helpers.log("info", `Settled ${found} disagreements`, output);
    return { output };
  };
}
