/** Queries and changes of the installation, for administrators. */
import type { CallOptions, SystemJob } from "@gaffer/client";
import { queryOptions } from "@tanstack/react-query";
import { gaffer, queryClient } from "../../../api/client.ts";
import { pagedQuery } from "../../../api/paged-query.ts";

const jobsPath = "/v1/system/jobs";
/** Poll interval: there are no live updates of the installation. Polling pauses while the window is hidden. */
const pollMs = 3000;

export const systemJobsQuery = polled(jobsPath, (options) => gaffer.system.jobs(options));

export const workersQuery = polled("/v1/system/workers", (options) => gaffer.system.workers(options));

export const jobTypesQuery = polled("/v1/system/job-types", (options) => gaffer.system.jobTypes(options));

function polled<Item>(path: string, read: (options: CallOptions) => Promise<Item[]>) {
  return queryOptions({
    queryKey: ["get", path],
    queryFn: ({ signal }) => read({ signal }),
    refetchInterval: pollMs,
  });
}

/** Query of a system job's runs, newest first. */
export function systemRunsQuery(name: string) {
  return queryOptions({
    queryKey: ["get", `${jobsPath}/{name}/runs`, { params: { path: { name } } }],
    queryFn: async ({ signal }) => (await gaffer.system.runs(name, { limit: 50 }, { signal })).items,
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
  // Cancels a running read, because it may return the state before the change.
  await queryClient.cancelQueries({ queryKey: systemJobsQuery.queryKey });
  queryClient.setQueryData(systemJobsQuery.queryKey, (known) =>
    known?.map((item) => (item.name === job.name ? switched : item)),
  );
}

export async function runSystemJob(job: SystemJob): Promise<void> {
  await gaffer.system.run(job);
  await queryClient.invalidateQueries({ queryKey: systemJobsQuery.queryKey });
  await queryClient.invalidateQueries({ queryKey: systemRunsQuery(job.name).queryKey });
}
