import type { ReportTrouble } from "../../trouble-log.ts";

/** Runs what nobody waits for, and knows when all of it is done. */
export function createAfterAnswer(onError: ReportTrouble) {
  const running = new Set<Promise<void>>();
  return {
    run(work: () => Promise<void>): void {
      const done = work()
        .catch((cause) => onError({ message: "something failed after its request was answered", cause }))
        .finally(() => running.delete(done));
      running.add(done);
    },
    async ended(): Promise<void> {
      await Promise.all(running);
    },
  };
}
