/** (b) Batches of a thousand jobs, with four callers each. */
import { closedLoop } from "../load.ts";
import { pairedRatio } from "../statistics.ts";
import { compareCreators } from "./creators.ts";
import type { Part } from "./part.ts";

const size = 1_000;
const callers = 4;

export const batch: Part = async (bench) => {
  const rates = await compareCreators(bench, ({ api, pgBoss, graphileWorker }) => {
    const post = api.load(callers, api.createJobs(api.org, size));
    const inThousands = (call: () => Promise<unknown>) => async (seconds: number) =>
      size * (await closedLoop({ callers, seconds }, call));
    return {
      "gaffer HTTP batch": async (seconds: number) => size * (await post(seconds)),
      "pg-boss insert": inThousands(pgBoss.insertThousand),
      "graphile-worker addJobs": inThousands(graphileWorker.addThousand),
    };
  });
  const batchVsInsert = pairedRatio(rates["gaffer HTTP batch"], rates["pg-boss insert"]);
  return { rates, ratios: { batchVsInsert }, figures: { batchVsInsert: batchVsInsert.median } };
};
