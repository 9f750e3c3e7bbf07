import type { BlockedBy, JobSummary } from "@gaffer/client";
import { useQuery } from "@tanstack/react-query";
import { Hourglass, type LucideIcon, TriangleAlert } from "lucide-react";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { blockedByQuery } from "../queries/jobs.ts";
import { type BlockedByWords, describeBlockedBy, words } from "../words.tsx";

/** Why a pending job isn't running, and what the user can do about it. */
export function JobBlockedBy({ orgId, job }: { orgId: string; job: JobSummary }) {
  const { data } = useQuery(blockedByQuery(orgId, job));
  // The job may have started since it was read.
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
          {words.whyNotRunning}
        </h2>
        <p>{why}</p>
        <p className="text-soft">{until}</p>
      </div>
    </section>
  );
}

function reasonOf(blockedBy: BlockedBy): BlockedByWords {
  if (blockedBy.kind !== "scheduled") return describeBlockedBy(blockedBy);
  const when = <RelativeTime at={blockedBy.until} />;
  const why = blockedBy.reason === "backoff" ? words.nextAttemptStarts(when) : words.scheduledToStartAt(when);
  return { why, until: words.startsAutomatically };
}
