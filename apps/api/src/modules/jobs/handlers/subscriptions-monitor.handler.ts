import { systemJob } from "./registry.ts";

/** Moves organizations whose plan has ended to the free plan. `endSubscriptions` returns them. */
export function subscriptionsMonitorJob(
  endSubscriptions: (runId: string) => Promise<{ orgId: string; plan: string; endedAt: Date }[]>,
) {
  return systemJob({
    name: "subscriptions:monitor",
    title: "Monitor subscriptions",
    description: "Puts organizations whose plan has ended on the free plan.",
    cron: "*/5 * * * *",
    async run({ jobId, helpers }) {
      const ended = await endSubscriptions(jobId.slice("system_".length));
      for (const { orgId, plan, endedAt } of ended) {
        const data = { orgId, plan, endedAt: endedAt.toISOString() };
        helpers.log("info", `The ${plan} plan of organization ${orgId} has ended: it has the free plan now`, data);
      }
      return { output: { ended: ended.length } };
    },
  });
}
