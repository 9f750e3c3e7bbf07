import type { JobHandler, SystemJobTypes } from "./types.ts";

type Types = SystemJobTypes["subscriptions:monitor"];

/** Puts organizations whose plan has ended on the free plan. */
export function createMonitorHandler(
  endSubscriptions: () => Promise<{ orgId: string; plan: string; endedAt: Date }[]>,
): JobHandler<Types["input"], Types["output"]> {
  return async ({ helpers }) => {
    const ended = await endSubscriptions();
    for (const { orgId, plan, endedAt } of ended) {
      const data = { orgId, plan, endedAt: endedAt.toISOString() };
      helpers.log("info", `The ${plan} plan of organization ${orgId} has ended: it has the free plan now`, data);
    }
    return { output: { ended: ended.length } };
  };
}
