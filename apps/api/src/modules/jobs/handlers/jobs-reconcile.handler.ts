import { systemJob } from "./registry.ts";

/**
 * Compares rows, messages and counters, and repairs differences. `reconcile` returns the number of repairs of each
 * kind. This job is started by a message too, but a lost message doesn't stop it: the cron sends another every minute.
 */
export function jobsReconcileJob(reconcile: (signal: AbortSignal) => Promise<Record<string, number>>) {
  return systemJob({
    name: "jobs:reconcile",
    title: "Reconcile jobs",
    description: "Compares the rows of jobs with their messages and counts, and settles what disagrees.",
    cron: "* * * * *",
    atStart: true,
    async run({ helpers, signal }) {
      const output = await reconcile(signal);
      const found = Object.values(output).reduce((sum, count) => sum + count, 0);
      if (found > 0) helpers.log("info", `Settled ${found} disagreements`, output);
      return { output };
    },
  });
}
