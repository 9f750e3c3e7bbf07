import type { Schedule, ScheduleStatus } from "@gaffer/client";
import { CircleCheck, CirclePause, CircleStop, type LucideIcon } from "lucide-react";
import { words } from "../words.ts";

export const scheduleStatusStyles: Record<ScheduleStatus, { icon: LucideIcon; label: string; className: string }> = {
  active: { icon: CircleCheck, label: words.active, className: "text-good" },
  paused: { icon: CirclePause, label: words.paused, className: "text-warn" },
  ended: { icon: CircleStop, label: words.ended, className: "text-soft" },
};

/** The status of a schedule, and why it is paused. */
export function ScheduleStatusBadge({ schedule: { status, pauseReason } }: { schedule: Schedule }) {
  const { icon: Icon, label, className } = scheduleStatusStyles[status];
  return (
    <span className={`flex items-center gap-1.5 text-sm font-medium whitespace-nowrap ${className}`}>
      <Icon aria-hidden className="size-4" />
      {pauseReason === "failures" ? words.pausedAfterFailures : label}
    </span>
  );
}
