import type { TestDatabase } from "../harness/database.ts";
import { emptyProfile, startTestGaffer } from "../harness/test-gaffer.ts";

/** Starts a worker whose jobs run until `finish` resolves. `started` resolves when the first job runs. */
export async function startHeldWorker(database: TestDatabase) {
  const started = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const worker = await startTestGaffer({
    role: "worker",
    database,
    async handler() {
      started.resolve();
      await finish.promise;
      return { output: emptyProfile };
    },
  });
  return { worker, started, finish };
}
