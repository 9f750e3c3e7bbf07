import type { ScheduleRunStatus } from "@gaffer/client";
import { words } from "../words.ts";

/** Label and bar of each status. Bars differ by height and not by color alone. */
export const runStatusStyles: Record<ScheduleRunStatus, { label: string; text: string; bar: string; height: number }> =
  {
    completed: { label: words.completed, text: "text-good", bar: "fill-good", height: 12 },
    running: { label: words.running, text: "text-accent", bar: "fill-accent", height: 8 },
    failed: { label: words.failed, text: "text-bad", bar: "fill-bad", height: 20 },
    refused: { label: words.refused, text: "text-bad", bar: "fill-bad", height: 16 },
    cancelled: { label: words.cancelled, text: "text-warn", bar: "fill-warn", height: 8 },
    missed: { label: words.missed, text: "text-warn", bar: "fill-warn", height: 4 },
    overlapped: { label: words.skipped, text: "text-soft", bar: "fill-soft", height: 4 },
  };

export function RunStatus({ status }: { status: ScheduleRunStatus }) {
  const { label, text } = runStatusStyles[status];
  return <span className={`font-medium ${text}`}>{label}</span>;
}
