import { useSyncExternalStore } from "react";

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const exact = new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "long" });

const units = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
  ["day", 30],
  ["month", 12],
  ["year", Number.POSITIVE_INFINITY],
] as const;

/** Callbacks of all shown times: all times on a page update together. */
const listeners = new Set<() => void>();
let ticks = 0;
setInterval(() => {
  ticks += 1;
  for (const listener of listeners) listener();
}, 5000);

/** Renders the calling component again every five seconds. */
export function useTicks(): void {
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => ticks,
  );
}

/** Shows a time relative to now. The tooltip has the exact time. */
export function RelativeTime({ at }: { at: string }) {
  useTicks();
  const date = new Date(at);
  return (
    <time dateTime={at} title={exact.format(date)}>
      {toRelative(date.getTime() - Date.now())}
    </time>
  );
}

function toRelative(ms: number): string {
  let amount = ms / 1000;
  for (const [unit, size] of units) {
    if (Math.abs(amount) < size) return relative.format(Math.round(amount), unit);
    amount /= size;
  }
  return "";
}
