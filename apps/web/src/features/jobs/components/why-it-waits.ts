import type { BlockedBy } from "@gaffer/client";

export interface WhyItWaits {
  /** One or two sentences. */
  why: string;
  /** What ends it, or what to do. */
  until: string;
  /** It doesn't end by itself. */
  isStuck?: boolean;
}

/** Why a job that is due isn't running, in words. */
export function whyItWaits(blockedBy: Exclude<BlockedBy, { kind: "scheduled" }>): WhyItWaits {
  switch (blockedBy.kind) {
    case "noWorker":
      return {
        why: `No running worker has a handler for ${blockedBy.type}.`,
        until: "Check that a worker is running and that its handlers include this type.",
        isStuck: true,
      };
    case "concurrency":
      return {
        why: `${limits[blockedBy.limitedBy]} ${count(blockedBy.limit)} at once. ${countOf(blockedBy.ahead)} ahead of this one.`,
        until: "It starts when other jobs end.",
      };
    case "queued":
      return {
        why: `${countOf(blockedBy.ahead)} ahead of this one in the queue.`,
        until: "It starts when a worker has a free slot. Add workers or slots to start it sooner.",
      };
    case "quarantine":
      return {
        why: `A worker crashed while it ran this job, so the job runs in its own process. ${countOf(blockedBy.ahead)} ahead of this one.`,
        until: "Each worker runs only a few such jobs at once.",
      };
    case "starting":
      return { why: "A worker is about to start this job.", until: "This takes a moment." };
  }
}

const limits: Record<Extract<BlockedBy, { kind: "concurrency" }>["limitedBy"], string> = {
  plan: "Your plan runs",
  installation: "This installation runs",
};

function countOf(ahead: { count: number; more: boolean }): string {
  if (ahead.more) return `More than ${count(ahead.count)} are`;
  return ahead.count === 0 ? "No other job is" : `${count(ahead.count)} ${ahead.count === 1 ? "is" : "are"}`;
}

function count(jobs: number): string {
  return `${jobs.toLocaleString("en")} ${jobs === 1 ? "job" : "jobs"}`;
}
