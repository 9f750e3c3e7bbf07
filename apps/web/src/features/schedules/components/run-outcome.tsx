import type { ScheduleRunOutcome } from "@gaffer/client";

/** Label and bar of each outcome. Bars differ by height and not by color alone. */
export const outcomeStyles: Record<ScheduleRunOutcome, { label: string; text: string; bar: string; height: number }> = {
  completed: { label: "Completed", text: "text-good", bar: "fill-good", height: 12 },
  underway: { label: "Running", text: "text-accent", bar: "fill-accent", height: 8 },
  failed: { label: "Failed", text: "text-bad", bar: "fill-bad", height: 20 },
  refused: { label: "Refused", text: "text-bad", bar: "fill-bad", height: 16 },
  cancelled: { label: "Cancelled", text: "text-warn", bar: "fill-warn", height: 8 },
  missed: { label: "Missed", text: "text-warn", bar: "fill-warn", height: 4 },
  overlapped: { label: "Skipped (previous run still running)", text: "text-soft", bar: "fill-soft", height: 4 },
};

export function RunOutcome({ outcome }: { outcome: ScheduleRunOutcome }) {
  const { label, text } = outcomeStyles[outcome];
  return <span className={`font-medium ${text}`}>{label}</span>;
}
