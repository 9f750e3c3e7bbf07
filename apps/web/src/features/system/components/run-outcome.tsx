import type { SystemJobRun } from "@gaffer/client";
import { Ban, CircleCheck, CircleX, LoaderCircle, type LucideIcon, Undo2 } from "lucide-react";
import { words } from "../words.tsx";

type Outcome = NonNullable<SystemJobRun["outcome"]>;

const outcomes: Record<Outcome, { icon: LucideIcon; label: string; className: string }> = {
  completed: { icon: CircleCheck, label: words.completed, className: "text-good" },
  failed: { icon: CircleX, label: words.failed, className: "text-bad" },
  timedOut: { icon: CircleX, label: words.timedOut, className: "text-bad" },
  cancelled: { icon: Ban, label: words.cancelled, className: "text-warn" },
  released: { icon: Undo2, label: words.released, className: "text-soft" },
  lost: { icon: CircleX, label: words.lost, className: "text-bad" },
};
const running = { icon: LoaderCircle, label: words.running, className: "text-accent" };

/** The outcome of a run. null: it is running. */
export function RunOutcome({ outcome }: { outcome: Outcome | null }) {
  const { icon: Icon, label, className } = outcome === null ? running : outcomes[outcome];
  return (
    <span className={`inline-flex items-baseline gap-1.5 font-medium whitespace-nowrap ${className}`}>
      <Icon aria-hidden className={`size-4 self-center ${outcome === null ? "motion-safe:animate-spin" : ""}`} />
      {label}
    </span>
  );
}
