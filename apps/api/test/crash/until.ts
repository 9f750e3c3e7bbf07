import { setTimeout as wait } from "node:timers/promises";

/** Polls until the condition holds or the deadline has passed. Returns whether the condition held in time. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  { deadlineMs, everyMs = 20 }: { deadlineMs: number; everyMs?: number },
): Promise<boolean> {
  const deadline = performance.now() + deadlineMs;
  while (!(await condition())) {
    if (performance.now() > deadline) return false;
    await wait(everyMs);
  }
  return true;
}
