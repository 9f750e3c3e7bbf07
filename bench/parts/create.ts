/**
 * (a) Creates of one job per call, each with a message in the queue: over HTTP with 64 connections, compared with the
 * peers' functions called by 20 callers.
 */
import { compare, gafferApi, graphileWorker, honoEcho, pgBoss } from "../contender.ts";
import { toJobRequest } from "../gaffer/probe-job.ts";
import { medianCpu, pairedRatio } from "../statistics.ts";
import { before, type Part } from "./part.ts";

const connections = 64;
const callers = 20;
/** A limit of admitted jobs that lets a new organization have all jobs of a turn in the queue. */
export const roomForMessages = { ORG_CONCURRENCY: "100000" };

export const create: Part = async ({ cluster, sizes, checkoutBefore }) => {
  const gaffer = (checkout?: string) =>
    gafferApi(
      cluster,
      { settings: roomForMessages, checkout },
      { connections, request: (api, org) => api.createJob(org, 0) },
    );
  const rates = await compare(
    cluster,
    {
      gaffer: await gaffer(),
      ...(checkoutBefore && { [before]: await gaffer(checkoutBefore) }),
      "pg-boss send": await pgBoss(cluster, callers, ({ send }) => send()),
      "graphile-worker addJob": await graphileWorker(cluster, callers, ({ addJob }) => addJob()),
      "bare Hono echo": await honoEcho(cluster, connections, toJobRequest(0)),
    },
    { ...sizes, warmUpCalls: sizes.warmUp },
  );
  const httpCreateVsSend = pairedRatio(rates.gaffer, rates["pg-boss send"]);
  return {
    rates,
    ratios: { httpCreateVsSend },
    figures: { httpCreateVsSend: httpCreateVsSend.median, createCpuMicros: medianCpu(rates.gaffer) },
  };
};
