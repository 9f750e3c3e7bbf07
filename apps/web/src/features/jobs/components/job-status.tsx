import type { JobStatus, JobSummary } from "@gaffer/client";
import { Ban, CircleCheck, CircleDashed, CircleX, LoaderCircle, type LucideIcon } from "lucide-react";
import { words } from "../words.tsx";

export const statusStyles: Record<JobStatus, { icon: LucideIcon; label: string; className: string }> = {
  pending: { icon: CircleDashed, label: words.pending, className: "text-soft" },
  processing: { icon: LoaderCircle, label: words.processing, className: "text-accent" },
  completed: { icon: CircleCheck, label: words.completed, className: "text-good" },
  failed: { icon: CircleX, label: words.failed, className: "text-bad" },
  cancelled: { icon: Ban, label: words.cancelled, className: "text-warn" },
};

interface StatusBadgeProps {
  job: Pick<JobSummary, "status" | "progress" | "cancelRequestedAt">;
  /** On a phone, shows only the icon. Screen readers still read the word. */
  isNarrow?: boolean;
}

/** The status of a job, with an icon and a word. */
export function StatusBadge({ job, isNarrow = false }: StatusBadgeProps) {
  const { icon: Icon, label, className } = statusStyles[job.status];
  const isStopping = job.status === "processing" && job.cancelRequestedAt !== null;
  return (
    <span className={`flex items-center gap-1.5 text-sm font-medium whitespace-nowrap ${className}`}>
      <Icon aria-hidden className={`size-4 ${job.status === "processing" ? "motion-safe:animate-spin" : ""}`} />
      <span className={isNarrow ? "max-sm:sr-only" : ""}>
        {isStopping ? words.cancelling : label}
        {job.status === "processing" && job.progress > 0 && ` ${job.progress} %`}
      </span>
    </span>
  );
}
