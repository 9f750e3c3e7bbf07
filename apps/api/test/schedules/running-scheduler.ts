import { createListener } from "../../src/db/listener.ts";
import { connectionOptions, createPool } from "../../src/db/pools.ts";
import { createAdmission } from "../../src/modules/jobs/admission/admission.ts";
import { createJobHandlers, job } from "../../src/modules/jobs/handlers/registry.ts";
import { createPrivateFields } from "../../src/modules/jobs/private-fields/private-fields.ts";
import { createJobQueue } from "../../src/modules/jobs/queue/job-queue.ts";
import { createScheduler } from "../../src/modules/schedules/services/scheduler.ts";
import { createMetrics } from "../../src/server/metrics.ts";
import type { TestDatabase } from "../harness/database.ts";
import { withFailingOthers } from "../harness/failing-others.ts";
import { createLogProbe } from "../harness/log-probe.ts";
import { emptyProfile } from "../harness/test-gaffer.ts";

/** A scheduler that makes its passes by itself, with counts of its queries and notifications. */
export async function startScheduler(database: TestDatabase) {
  const log = createLogProbe();
  const onError = ({ message, cause }: { message: string; cause?: unknown }) => log.log.error({ err: cause }, message);
  const pool = createPool(database.url, "gaffer_worker", { max: 3 });
  // Dropping the database may end a connection that the pool is already closing.
  pool.on("error", () => {});
  const counts = { queries: 0, notifications: 0 };
  const listener = createListener(connectionOptions(database.url, "gaffer_worker"), { onError });
  const queue = createJobQueue({ pool, maintain: false, schedule: false, onError });
  await listener.start();
  await queue.start();
  pool.on("acquire", () => counts.queries++);
  const handler = async () => ({ output: emptyProfile });
  const privateFields = createPrivateFields([]);
  const scheduler = createScheduler({
    workerPool: pool,
    admission: createAdmission({ queue, privateFields, orgLimit: 10_000, now: () => new Date() }),
    privateFields,
    handlers: createJobHandlers(withFailingOthers([job("file:profile", { handler })])),
    metrics: createMetrics(),
    now: () => new Date(),
    reportError: onError,
    listener: {
      subscribe: (channel, { onNotification, onReconnect }) =>
        listener.subscribe(channel, {
          onReconnect,
          onNotification(payload) {
            onNotification(payload);
            counts.notifications++;
          },
        }),
    },
  });
  await scheduler.start();
  return {
    log,
    /**
     * `queries`: the number of connections that the scheduler has taken from its pool. `notifications`: the number of
     * received notifications.
     */
    counts,
    async stop() {
      await scheduler.stop();
      await queue.stop();
      await listener.close();
      await pool.end();
    },
  };
}
