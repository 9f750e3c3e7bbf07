import { setTimeout as wait } from "node:timers/promises";

/** Polls until the condition holds. Returns whether it did before the deadline. */
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
