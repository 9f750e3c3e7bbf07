/** Queries of usage and of single jobs over all organizations, for administrators. */
import { queryOptions } from "@tanstack/react-query";
import { gaffer } from "../../../api/client.ts";
import { pagedQuery } from "../../../api/paged-query.ts";

/** Query of the usage of each organization in a month (UTC), such as `2026-11`. undefined or invalid: the current month. */
export function orgUsageQuery(month: string | undefined) {
  const period = toPeriod(month);
  return pagedQuery({
    queryKey: ["get", "/v1/system/usage", period],
    limit: 50,
    read: (page, options) => gaffer.system.usage({ ...period, ...page }, options),
  });
}

function toPeriod(month = ""): { createdFrom?: string; createdBefore?: string } {
  const [, year, number] = month.match(/^(\d{4})-(\d{2})$/) ?? [];
  if (year === undefined || Number(number) < 1 || Number(number) > 12) return {};
  const start = (months: number) => new Date(Date.UTC(Number(year), months)).toISOString();
  return { createdFrom: start(Number(number) - 1), createdBefore: start(Number(number)) };
}

export const foundJobQuery = (jobId: string) =>
  queryOptions({
    queryKey: ["get", "/v1/system/jobs/{jobId}", { params: { path: { jobId } } }],
    queryFn: ({ signal }) => gaffer.system.findJob(jobId, { signal }),
    retry: false,
  });
