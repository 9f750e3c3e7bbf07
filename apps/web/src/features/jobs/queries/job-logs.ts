/** A job's whole log, which grows while the job runs. */
import type { Job, JobLog, Page } from "@gaffer/client";
import { queryOptions } from "@tanstack/react-query";
import { gaffer, queryClient } from "../../../api/client.ts";

/** Pages that are full don't change any more, so only the last one is read again. */
export function jobLogsQuery(orgId: string, job: Job) {
  const queryKey = ["get", "/v1/orgs/{orgId}/jobs/{jobId}/logs", { params: { path: { orgId, jobId: job.id } } }];
  return queryOptions({
    queryKey,
    async queryFn({ signal }) {
      const before = queryClient.getQueryData<Page<JobLog>[]>(queryKey) ?? [];
      const pages = before.filter(({ nextCursor }) => nextCursor !== null);
      let cursor: string | null = pages.at(-1)?.nextCursor ?? "";
      while (cursor !== null) {
        const query: { limit: number; cursor?: string } = { limit: 100, ...(cursor && { cursor }) };
        const page = await gaffer.org(orgId).jobs.logs(job, query, { signal });
        pages.push(page);
        cursor = page.nextCursor;
      }
      return pages;
    },
    select: (pages) => pages.flatMap(({ items }) => items),
    // Log lines have no events.
    refetchInterval: job.status === "processing" ? 1500 : false,
  });
}
