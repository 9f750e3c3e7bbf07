/** Texts and links of what needs attention. */
import type { JobStats, Schedule, TimelinePeriod, Usage } from "@gaffer/client";
import { CalendarX, CircleX, Gauge, Hourglass, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { formatDuration } from "../../../ui/format-duration.ts";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { whyItWaits } from "../../jobs/index.ts";
import type { WaitingJob } from "../queries/overview.ts";
import type { FailingType } from "./failing-types.ts";
import { findNearlyUsedUp, type RefusedBeyond } from "./nearly-used-up.ts";
import { periodMs } from "./period.ts";

export interface AttentionItem {
  key: string;
  icon: LucideIcon;
  /** Needs an action; otherwise it may resolve by itself. */
  isBad: boolean;
  what: string;
  /** Why, and what would help. */
  why: ReactNode;
  /** Where it leads. */
  links: ReactNode;
}

/** A shorter wait in the queue is normal. */
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
    what: `${count(pending, `${type} job`)} ${pending === 1 ? "is" : "are"} pending`,
    why: (
      <>
        {why} The oldest job has been due for {duration(waitedMs)}.
      </>
    ),
    links: (
      <>
        <TextLink to="/orgs/$orgId/jobs" params={{ orgId }} search={{ status: "pending", type }}>
          View pending jobs
        </TextLink>
        <TextLink to="/orgs/$orgId/jobs/$jobId" params={{ orgId, jobId: job.id }}>
          Open job{" "}
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
    what: `${type} fails more often than before`,
    why: `${count(failed, "job")} created in the last ${duration(Date.now() - since.getTime())} failed; ${before} in the same time before.`,
    links: (
      <TextLink
        to="/orgs/$orgId/jobs"
        params={{ orgId }}
        search={{ status: "failed", type, createdFrom: since.toISOString() }}
      >
        View failed jobs
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
    what: state === "paused" ? `${name} is paused after failures` : `${name}: the last run ${outcomeOf(lastRun)}`,
    why: (
      <>
        {state === "paused"
          ? `${count(failuresInARow, "failure")} in a row. Resume the schedule to run it again. `
          : ""}
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
          Open schedule{" "}
        </TextLink>
        {jobId && (
          <TextLink to="/orgs/$orgId/jobs/$jobId" params={{ orgId, jobId }}>
            Open last job
          </TextLink>
        )}
      </>
    ),
  };
}

const outcomeOf = (lastRun: Schedule["lastRun"]) => (lastRun?.outcome === "refused" ? "was refused" : "failed");

const limitWords: Record<
  RefusedBeyond,
  { what: string; link: string; to: "/orgs/$orgId/jobs" | "/orgs/$orgId/schedules" | "/orgs/$orgId/files" }
> = {
  queuedJobs: { what: "Open jobs", link: "View jobs", to: "/orgs/$orgId/jobs" },
  schedules: { what: "Schedules", link: "View schedules", to: "/orgs/$orgId/schedules" },
  storedBytes: { what: "File storage", link: "View files", to: "/orgs/$orgId/files" },
};

export function toUsageItems(orgId: string, usage: Usage): AttentionItem[] {
  return findNearlyUsedUp(usage).map(({ name, isFull, said }) => ({
    key: `usage ${name}`,
    icon: Gauge,
    isBad: isFull,
    what: `${limitWords[name].what}: ${said} used`,
    why: isFull
      ? "The plan's limit is reached. New ones are refused until usage drops."
      : "At the plan's limit, new ones are refused.",
    links: (
      <TextLink to={limitWords[name].to} params={{ orgId }}>
        {limitWords[name].link}
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
