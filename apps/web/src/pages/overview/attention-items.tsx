/** What is worth telling an operator, and where it is looked into. */
import type { JobStats, Schedule, TimelinePeriod, Usage } from "@gaffer/client";
import { CalendarX, CircleX, Gauge, Hourglass, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { WaitingJob } from "../../data/overview.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { whyItWaits } from "../jobs/why-it-waits.ts";
import type { FailingType } from "./failing-types.ts";
import { findNearlyUsedUp, type RefusedBeyond } from "./nearly-used-up.ts";
import { periodMs } from "./period.ts";

export interface AttentionItem {
  key: string;
  icon: LucideIcon;
  /** Somebody has to do something; otherwise it may pass by itself. */
  isBad: boolean;
  what: string;
  /** Why, and what would help. */
  why: ReactNode;
  /** Where it leads. */
  links: ReactNode;
}

/** Waiting in line for less than this is what lines are for. */
const patienceMs = 60_000;

export function toWaitingItem(
  orgId: string,
  { job, blockedBy }: WaitingJob,
  stats: JobStats,
): AttentionItem | undefined {
  if (!blockedBy || blockedBy.kind === "scheduled") return undefined;
  const { why, isStuck: isBad = false } = whyItWaits(blockedBy);
  const waitedMs = Date.now() - Date.parse(job.runAt);
  if (!isBad && waitedMs < patienceMs) return undefined;
  const { type } = job;
  const pending = stats.byType.find((counts) => counts.type === type)?.byStatus.pending ?? 1;
  return {
    key: `waiting ${type}`,
    icon: Hourglass,
    isBad,
    what: `${count(pending, "job")} of ${type} ${pending === 1 ? "waits" : "wait"}`,
    why: (
      <>
        {why} One has been due for {duration(waitedMs)}.
      </>
    ),
    links: (
      <>
        <TextLink to="/orgs/$orgId/jobs" params={{ orgId }} search={{ status: "pending", type }}>
          Those that wait
        </TextLink>
        <TextLink to="/orgs/$orgId/jobs/$jobId" params={{ orgId, jobId: job.id }}>
          This one
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
    what: `${type} fails more than before`,
    why: `${failed} of those created in the last ${duration(Date.now() - since.getTime())}, ${before} in as long before.`,
    links: (
      <TextLink
        to="/orgs/$orgId/jobs"
        params={{ orgId }}
        search={{ status: "failed", type, createdFrom: since.toISOString() }}
      >
        Those that failed
      </TextLink>
    ),
  };
}

export function toScheduleItem(orgId: string, { id, name, state, lastRun, failuresInARow }: Schedule): AttentionItem {
  const jobId = lastRun?.jobId;
  return {
    key: `schedule ${id}`,
    icon: CalendarX,
    isBad: state === "paused",
    what: state === "paused" ? `${name} is paused after failures` : `${name}: its last run ${outcomeOf(lastRun)}`,
    why: (
      <>
        {state === "paused" ? `${count(failuresInARow, "failure")} in a row; it runs again once it is resumed. ` : ""}
        {lastRun && (
          <>
            The last run was <RelativeTime at={lastRun.at} />.
          </>
        )}
      </>
    ),
    links: (
      <>
        <TextLink to="/orgs/$orgId/schedules/$scheduleId" params={{ orgId, scheduleId: id }}>
          The schedule
        </TextLink>
        {jobId && (
          <TextLink to="/orgs/$orgId/jobs/$jobId" params={{ orgId, jobId }}>
            Its last job
          </TextLink>
        )}
      </>
    ),
  };
}

const outcomeOf = (lastRun: Schedule["lastRun"]) => (lastRun?.outcome === "refused" ? "was refused" : "failed");

const limitWords: Record<
  RefusedBeyond,
  { what: string; to: "/orgs/$orgId/jobs" | "/orgs/$orgId/schedules" | "/orgs/$orgId/files" }
> = {
  queuedJobs: { what: "open jobs", to: "/orgs/$orgId/jobs" },
  schedules: { what: "schedules", to: "/orgs/$orgId/schedules" },
  storedBytes: { what: "room for files", to: "/orgs/$orgId/files" },
};

export function toUsageItems(orgId: string, usage: Usage): AttentionItem[] {
  return findNearlyUsedUp(usage).map(({ name, isFull, said }) => ({
    key: `usage ${name}`,
    icon: Gauge,
    isBad: isFull,
    what: `The plan's ${limitWords[name].what}: ${said} ${isFull ? "are used up" : "are in use"}`,
    why: isFull ? "More is refused until there are fewer, or the plan allows more." : "Beyond that more is refused.",
    links: (
      <TextLink to={limitWords[name].to} params={{ orgId }}>
        What is in use
      </TextLink>
    ),
  }));
}

/** What failed in the period, as far as it is in what was read. */
export function spanOf(period: TimelinePeriod, to: Date): { from: Date; to: Date } {
  return { from: new Date(to.getTime() - periodMs[period]), to };
}

function count(amount: number, thing: string): string {
  return `${amount.toLocaleString("en")} ${thing}${amount === 1 ? "" : "s"}`;
}

/** In whole seconds at least. */
function duration(ms: number): string {
  return formatDuration(Math.max(1, Math.round(ms / 1000)) * 1000).replace(".0", "");
}
