/** (c) Reads over HTTP with 64 connections: one job by its id, and the first 20 jobs of an organization that has 1,000. */
import { compare, gafferApi } from "../contender.ts";
import type { Api, Org } from "../gaffer/api.ts";
import { medianCpu, pairedRatio } from "../statistics.ts";
import { before, type Part } from "./part.ts";

const connections = 64;
const jobsOfOrg = 1_000;

const requests = {
  one: (api: Api, org: Org) => api.readJob(org),
  list: async (api: Api, org: Org) => {
    await api.seed([org], jobsOfOrg);
    return api.listJobs(org);
  },
};

export const read: Part = async ({ cluster, sizes, checkoutBefore }) => {
  const compareReads = async (what: string, request: (api: Api, org: Org) => Promise<Buffer>, warmUpCalls: number) => {
    const gaffer = (checkout?: string) => gafferApi(cluster, { checkout }, { connections, request });
    const { gaffer: now, [before]: earlier } = await compare(
      cluster,
      { gaffer: await gaffer(), ...(checkoutBefore && { [before]: await gaffer(checkoutBefore) }) },
      { ...sizes, warmUpCalls },
    );
    return { [what]: now ?? [], ...(earlier && { [`${what}, before`]: earlier }) };
  };
  const one = await compareReads("GET of a job", requests.one, sizes.warmUp);
  const list = await compareReads("list of 20", requests.list, sizes.warmUp / 4);
  const rates = { ...one, ...list };
  const ratio = (what: string) => {
    const earlier = rates[`${what}, before`];
    return earlier && pairedRatio(rates[what] ?? [], earlier);
  };
  const [readVsBefore, listVsBefore] = [ratio("GET of a job"), ratio("list of 20")];
  return {
    rates,
    ratios: { ...(readVsBefore && { readVsBefore }), ...(listVsBefore && { listVsBefore }) },
    figures: {
      readCpuMicros: medianCpu(rates["GET of a job"] ?? []),
      listCpuMicros: medianCpu(rates["list of 20"] ?? []),
      ...(readVsBefore && { readVsBefore: readVsBefore.median }),
      ...(listVsBefore && { listVsBefore: listVsBefore.median }),
    },
  };
};
