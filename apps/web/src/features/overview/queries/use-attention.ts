import type { JobStats, TimelinePeriod } from "@gaffer/client";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { usageQuery } from "../../quotas/index.ts";
import {
  type AttentionItem,
  spanOf,
  toFailingItem,
  toScheduleItem,
  toUsageItems,
  toWaitingItem,
} from "../components/attention-items.tsx";
import { findFailingTypes } from "../components/failing-types.ts";
import { failedJobsLimit, failedJobsQuery, troubledSchedulesQuery, waitingJobsQuery } from "./overview.ts";

/** Collects the items that need attention, most urgent first. */
export function useAttention(orgId: string, period: TimelinePeriod, stats: JobStats) {
  const typesThatWait = stats.byType.filter(({ byStatus }) => byStatus.pending > 0).map(({ type }) => type);
  const waiting = useQuery(waitingJobsQuery(orgId, typesThatWait));
  const failed = useQuery(failedJobsQuery(orgId, stats.byStatus.failed));
  const schedules = useQuery(troubledSchedulesQuery(orgId));
  const usage = useQuery(usageQuery(orgId));
  const queries = [waiting, failed, schedules, usage];

  const span = { ...spanOf(period, new Date()), limit: failedJobsLimit };
  const items: AttentionItem[] = [
    ...(waiting.data ?? []).flatMap((found) => toWaitingItem(orgId, found, stats) ?? []),
    ...(schedules.data ?? []).map((schedule) => toScheduleItem(orgId, schedule)),
    ...findFailingTypes(failed.data ?? [], span).map((type) => toFailingItem(orgId, type)),
    ...(usage.data ? toUsageItems(orgId, usage.data) : []),
  ];
  return {
    items: items.toSorted((a, b) => Number(b.isBad) - Number(a.isBad)),
    isPending: queries.some((query) => query.isPending),
    /** The first failed query. Its `refetch` repeats all failed queries. */
    failed: firstFailed(queries),
  };
}

function firstFailed(queries: readonly UseQueryResult<unknown, unknown>[]) {
  const failed = queries.filter((query) => query.isError);
  const [first] = failed;
  return first && { ...first, refetch: () => Promise.all(failed.map((query) => query.refetch())) };
}
