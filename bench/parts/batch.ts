/** (b) Batches of a thousand jobs. Four callers per contender create them. */
import { type Contender, compare, gafferApi, graphileWorker, pgBoss } from "../contender.ts";
import { medianCpu, pairedRatio } from "../statistics.ts";
import { roomForMessages } from "./create.ts";
import { before, type Part } from "./part.ts";

const size = 1_000;
const callers = 4;
const warmUpCalls = 40;

export const batch: Part = async ({ cluster, sizes, checkoutBefore }) => {
  const gaffer = (checkout?: string) =>
    gafferApi(
      cluster,
      { settings: roomForMessages, checkout },
      { connections: callers, request: (api, org) => api.createJobs(org, size) },
    );
  const rates = await compare(
    cluster,
    {
      gaffer: inJobs(await gaffer()),
      ...(checkoutBefore && { [before]: inJobs(await gaffer(checkoutBefore)) }),
      "pg-boss insert": inJobs(await pgBoss(cluster, callers, ({ insertThousand }) => insertThousand())),
      "graphile-worker addJobs": inJobs(await graphileWorker(cluster, callers, ({ addThousand }) => addThousand())),
    },
    { ...sizes, warmUpCalls },
  );
  const batchVsInsert = pairedRatio(rates.gaffer, rates["pg-boss insert"]);
  return {
    rates,
    ratios: { batchVsInsert },
    figures: { batchVsInsert: batchVsInsert.median, batchCpuMicros: medianCpu(rates.gaffer) },
  };
};

/**
 * Converts a contender's result from calls to jobs: each call creates `size` jobs, so the rates are jobs per second.
 */
function inJobs(contender: Contender): Contender {
  return {
    ...contender,
    async run(extent) {
      const { calls, perSecond } = await contender.run(extent);
      return { calls: size * calls, perSecond: size * perSecond };
    },
  };
}
