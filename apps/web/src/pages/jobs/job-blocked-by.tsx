import type { BlockedBy, JobSummary } from "@gaffer/client";
import { useQuery } from "@tanstack/react-query";
import { Hourglass, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { blockedByQuery } from "../../data/jobs.ts";
import { RelativeTime } from "../../ui/relative-time.tsx";

interface Reason {
  /** In one sentence. */
  why: ReactNode;
  /** What ends it. */
  until: string;
  /** It doesn't end by itself. */
  isStuck?: boolean;
}

/** Why a pending job isn't running, and what somebody can do about it. */
export function JobBlockedBy({ orgId, job }: { orgId: string; job: JobSummary }) {
  const { data } = useQuery(blockedByQuery(orgId, job));
  // It says at which moment it looked: by then the job may have moved on.
  if (!data?.blockedBy) return null;
  const { why, until, isStuck = false } = reasonOf(data.blockedBy);
  const Icon: LucideIcon = isStuck ? TriangleAlert : Hourglass;
  return (
    <section
      aria-labelledby="blocked-by"
      className={`flex gap-3 rounded-md border p-3 text-sm ${isStuck ? "border-warn bg-warn-soft" : "border-line bg-raised"}`}
    >
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${isStuck ? "text-warn" : "text-soft"}`} />
      <div>
        <h2 id="blocked-by" className="font-semibold">
          Why isn't it running?
        </h2>
        <p>{why}</p>
        <p className="text-soft">{until}</p>
      </div>
    </section>
  );
}

function reasonOf(blockedBy: BlockedBy): Reason {
  switch (blockedBy.kind) {
    case "scheduled":
      return {
        why: (
          <>
            {blockedBy.reason === "backoff" ? "Its last attempt failed. It is tried again" : "It is to run"}{" "}
            <RelativeTime at={blockedBy.until} />.
          </>
        ),
        until: "It starts by itself then.",
      };
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
