/** Queries and changes of the installation, for administrators. */
import type { SystemJob } from "@gaffer/client";
import { queryOptions } from "@tanstack/react-query";
import { api, gaffer, queryClient } from "../../../api/client.ts";
import { pagedQuery } from "../../../api/paged-query.ts";

const jobsPath = "/v1/system/jobs";
/** Poll interval: there are no live updates of the installation. Paused while the window is hidden. */
const pollMs = 3000;

export const systemJobsQuery = api.queryOptions("get", jobsPath, {}, { refetchInterval: pollMs });

export const workersQuery = api.queryOptions("get", "/v1/system/workers", {}, { refetchInterval: pollMs });

export const queuesQuery = api.queryOptions("get", "/v1/system/queues", {}, { refetchInterval: pollMs });

/** A system job's newest runs, newest first. */
export function systemRunsQuery(name: string) {
  return queryOptions({
    queryKey: ["get", `${jobsPath}/{name}/runs`, { params: { path: { name } } }],
    queryFn: ({ signal }) => gaffer.system.runs(name, { limit: 50 }, { signal }),
    refetchInterval: pollMs,
  });
}

/** The audit log of the installation, newest first. */
export const systemAuditQuery = pagedQuery({
  queryKey: ["get", "/v1/system/audit-events"],
  limit: 50,
  read: (page, options) => gaffer.system.audit.list(page, options),
});

export async function switchSystemJob(job: SystemJob, isActive: boolean): Promise<void> {
  const switched = await (isActive ? gaffer.system.resume(job) : gaffer.system.pause(job));
  // A running read may return the earlier state.
  await queryClient.cancelQueries({ queryKey: systemJobsQuery.queryKey });
  queryClient.setQueryData<{ items: SystemJob[] }>(systemJobsQuery.queryKey, (known) => {
    return known && { items: known.items.map((item) => (item.name === job.name ? switched : item)) };
  });
}

export async function runSystemJob(job: SystemJob): Promise<void> {
  await gaffer.system.run(job);
  await queryClient.invalidateQueries({ queryKey: systemJobsQuery.queryKey });
  await queryClient.invalidateQueries({ queryKey: systemRunsQuery(job.name).queryKey });
}
