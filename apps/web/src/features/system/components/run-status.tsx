import type { SystemJobRun } from "@gaffer/client";
import { Ban, CircleCheck, CircleX, LoaderCircle, type LucideIcon, Undo2 } from "lucide-react";
import { words } from "../words.tsx";

const statusStyles: Record<SystemJobRun["status"], { icon: LucideIcon; label: string; className: string }> = {
  running: { icon: LoaderCircle, label: words.running, className: "text-accent" },
  completed: { icon: CircleCheck, label: words.completed, className: "text-good" },
  failed: { icon: CircleX, label: words.failed, className: "text-bad" },
  timedOut: { icon: CircleX, label: words.timedOut, className: "text-bad" },
  cancelled: { icon: Ban, label: words.cancelled, className: "text-warn" },
  released: { icon: Undo2, label: words.released, className: "text-soft" },
  lost: { icon: CircleX, label: words.lost, className: "text-bad" },
};

/** The status of a system job's run. */
export function RunStatus({ status }: Pick<SystemJobRun, "status">) {
  const { icon: Icon, label, className } = statusStyles[status];
  return (
    <span className={`inline-flex items-baseline gap-1.5 font-medium whitespace-nowrap ${className}`}>
      <Icon aria-hidden className={`size-4 self-center ${status === "running" ? "motion-safe:animate-spin" : ""}`} />
      {label}
    </span>
  );
}
