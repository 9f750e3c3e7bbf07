/** Items that need attention: their texts and links. */
import type { JobStats, Schedule, TimelinePeriod, Usage } from "@gaffer/client";
import { CalendarX, CircleX, Gauge, Hourglass, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { formatDuration } from "../../../ui/format-duration.ts";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { describeBlockedBy } from "../../jobs/index.ts";
import type { WaitingJob } from "../queries/overview.ts";
import { words } from "../words.tsx";
import type { FailingType } from "./failing-types.ts";
import { findNearlyUsedUp, type RefusedBeyond } from "./nearly-used-up.ts";
import { periodMs } from "./period.ts";

export interface AttentionItem {
  key: string;
  icon: LucideIcon;
  /** True if the item needs an action. False: it may resolve by itself. */
  isBad: boolean;
  title: string;
  /** Why the item needs attention, and what the user can do. */
  why: ReactNode;
  /** Links to the affected jobs, schedules or limits. */
  links: ReactNode;
}

/** Minimum wait time, in milliseconds, of a job that is shown as needing attention. Shorter waits are normal. */
const minWaitMs = 60_000;

export function toWaitingItem(
  orgId: string,
  { job, blockedBy }: WaitingJob,
  stats: JobStats,
): AttentionItem | undefined {
  if (!blockedBy || blockedBy.kind === "scheduled") return undefined;
  const { why, isStuck: isBad = false } = describeBlockedBy(blockedBy);
  const waitedMs = Date.now() - Date.parse(job.runAt);
  if (!isBad && waitedMs < minWaitMs) return undefined;
  const { type } = job;
  const pending = stats.byType.find((counts) => counts.type === type)?.byStatus.pending ?? 1;
  return {
    key: `waiting ${type}`,
    icon: Hourglass,
    isBad,
    title: words.jobsPending(pending, type),
    why: words.oldestDueSince(why, duration(waitedMs)),
    links: (
      <>
        <TextLink to="/orgs/$orgId/jobs" params={{ orgId }} search={{ status: "pending", type }}>
          {words.viewPendingJobs}
        </TextLink>
        <TextLink to="/orgs/$orgId/jobs/$jobId" params={{ orgId, jobId: job.id }}>
          {words.openJob}
        </TextLink>
      </>
    ),
  };
}

export function toFailingItem(orgId: string, { type, count: failed, since, before }: FailingType): AttentionItem {
  return {
    key: `failing ${type}`,
    icon: CircleX,
    isBad: true,
    title: words.failsMoreOften(type),
    why: words.failedCounts(failed, duration(Date.now() - since.getTime()), before),
    links: (
      <TextLink
        to="/orgs/$orgId/jobs"
        params={{ orgId }}
        search={{ status: "failed", type, createdFrom: since.toISOString() }}
      >
        {words.viewFailedJobs}
      </TextLink>
    ),
  };
}

export function toScheduleItem(orgId: string, { id, name, status, lastRun, failuresInARow }: Schedule): AttentionItem {
  const jobId = lastRun?.jobId;
  const isRefused = lastRun?.status === "refused";
  const lastRunTitle = isRefused ? words.lastRunRefused(name) : words.lastRunFailed(name);
  return {
    key: `schedule ${id}`,
    icon: CalendarX,
    isBad: status === "paused",
    title: status === "paused" ? words.pausedAfterFailures(name) : lastRunTitle,
    why: (
      <>
        {status === "paused" && words.failuresInARow(failuresInARow)}{" "}
        {lastRun && words.lastRunAt(<RelativeTime at={lastRun.scheduledAt} />)}
      </>
    ),
    links: (
      <>
        <TextLink to="/orgs/$orgId/schedules/$scheduleId" params={{ orgId, scheduleId: id }}>
          {words.openSchedule}
        </TextLink>
        {jobId && (
          <TextLink to="/orgs/$orgId/jobs/$jobId" params={{ orgId, jobId }}>
            {words.openLastJob}
          </TextLink>
        )}
      </>
    ),
  };
}

const limitWords: Record<
  RefusedBeyond,
  { title: string; link: string; to: "/orgs/$orgId/jobs" | "/orgs/$orgId/schedules" | "/orgs/$orgId/files" }
> = {
  openJobs: { title: words.openJobs, link: words.viewJobs, to: "/orgs/$orgId/jobs" },
  schedules: { title: words.schedules, link: words.viewSchedules, to: "/orgs/$orgId/schedules" },
  storedBytes: { title: words.fileStorage, link: words.viewFiles, to: "/orgs/$orgId/files" },
};

export function toUsageItems(orgId: string, usage: Usage): AttentionItem[] {
  return findNearlyUsedUp(usage).map(({ name, isFull, amount }) => ({
    key: `usage ${name}`,
    icon: Gauge,
    isBad: isFull,
    title: words.limitUsed(limitWords[name].title, amount),
    why: isFull ? words.limitReached : words.limitNear,
    links: (
      <TextLink to={limitWords[name].to} params={{ orgId }}>
        {limitWords[name].link}
      </TextLink>
    ),
  }));
}

/** Returns the start and end of the period that ends at `to`. */
export function spanOf(period: TimelinePeriod, to: Date): { from: Date; to: Date } {
  return { from: new Date(to.getTime() - periodMs[period]), to };
}

/** Formats a duration of at least one second. */
function duration(ms: number): string {
  return formatDuration(Math.max(1, Math.round(ms / 1000)) * 1000).replace(".0", "");
}
