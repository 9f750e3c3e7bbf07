import type { BlockedBy } from "@gaffer/client";

export interface WhyItWaits {
  /** In one sentence. */
  why: string;
  /** What ends it. */
  until: string;
  /** It doesn't end by itself. */
  isStuck?: boolean;
}

/** Why a job that is due isn't running, in words. */
export function whyItWaits(blockedBy: Exclude<BlockedBy, { kind: "scheduled" }>): WhyItWaits {
  switch (blockedBy.kind) {
    case "noWorker":
      return {
        why: `No worker that is up has a handler for ${blockedBy.type}.`,
        until:
          "It waits until somebody starts one: check that the worker's process runs, and that its handlers include this type.",
        isStuck: true,
      };
    case "concurrency":
      return {
        why: `The organization has ${blockedBy.used} of ${blockedBy.limit} jobs in line or running that ${limits[blockedBy.limitedBy]} allows; ${countOf(blockedBy.ahead)} of its own go before this one.`,
        until: "It is let in when others end.",
      };
    case "queued":
      return {
        why: `It is in line for a worker, behind ${countOf(blockedBy.ahead)} of its type.`,
        until: "It starts when they have started. More workers, or more slots in one, make that sooner.",
      };
    case "quarantine":
      return {
        why: `A worker crashed while it ran this job, so the job runs in a process of its own; ${countOf(blockedBy.ahead)} ${blockedBy.ahead.count === 1 ? "waits" : "wait"} before it for the same reason.`,
        until: "It starts when they have started. Each worker runs a few such jobs at once.",
      };
    case "starting":
      return { why: "Nothing holds it up: a worker is about to take it.", until: "That takes a moment." };
  }
}

const limits: Record<Extract<BlockedBy, { kind: "concurrency" }>["limitedBy"], string> = {
  plan: "its plan",
  installation: "this installation",
};

function countOf({ count, more }: { count: number; more: boolean }): string {
  return `${more ? "more than " : ""}${count.toLocaleString("en")} ${count === 1 ? "job" : "jobs"}`;
}
