import type { ScheduleRunOutcome } from "@gaffer/client";

/** How each outcome is told, and how its bar looks: by height, too, and not by a color alone. */
export const outcomeLooks: Record<ScheduleRunOutcome, { label: string; text: string; bar: string; height: number }> = {
  completed: { label: "Completed", text: "text-good", bar: "fill-good", height: 12 },
  underway: { label: "Under way", text: "text-accent", bar: "fill-accent", height: 8 },
  failed: { label: "Failed", text: "text-bad", bar: "fill-bad", height: 20 },
  refused: { label: "Refused", text: "text-bad", bar: "fill-bad", height: 16 },
  cancelled: { label: "Cancelled", text: "text-warn", bar: "fill-warn", height: 8 },
  missed: { label: "Missed", text: "text-warn", bar: "fill-warn", height: 4 },
  overlapped: { label: "Left out: the one before hadn't ended", text: "text-soft", bar: "fill-soft", height: 4 },
};

export function RunOutcome({ outcome }: { outcome: ScheduleRunOutcome }) {
  const { label, text } = outcomeLooks[outcome];
  return <span className={`font-medium ${text}`}>{label}</span>;
}
