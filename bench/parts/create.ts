/** (a) Single creates: over HTTP with 64 connections, compared with the peers' functions called by 20 callers. */
import { closedLoop } from "../load.ts";
import { pairedRatio } from "../statistics.ts";
import { compareCreators } from "./creators.ts";
import type { Part } from "./part.ts";

const connectionCount = 64;
const callers = 20;

export const create: Part = async (bench) => {
  const rates = await compareCreators(bench, ({ api, pgBoss, graphileWorker }) => {
    const post = api.load(connectionCount, api.createJob(api.org, 0));
    return {
      "gaffer HTTP create": post,
      "pg-boss send": (seconds) => closedLoop({ callers, seconds }, pgBoss.send),
      "graphile-worker addJob": (seconds) => closedLoop({ callers, seconds }, graphileWorker.addJob),
    };
  });
  const httpCreateVsSend = pairedRatio(rates["gaffer HTTP create"], rates["pg-boss send"]);
  return { rates, ratios: { httpCreateVsSend }, figures: { httpCreateVsSend: httpCreateVsSend.median } };
};
