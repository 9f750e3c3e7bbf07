import { PgBoss } from "pg-boss";
import { clockMs } from "../clock.ts";
import type { Drain } from "../drain.ts";
import { toJobRequest } from "../gaffer/probe-job.ts";

const queue = "bench";
const { input: data } = toJobRequest(0);

/**
 * Starts pg-boss without maintenance and cron, which would only slow it down. `max`: number of connections. Default:
 * 10.
 */
async function startBoss(databaseUrl: string, max: number): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: databaseUrl, max, supervise: false, schedule: false });
  boss.on("error", (error) => console.error("pg-boss:", error));
  await boss.start();
  await boss.createQueue(queue);
  return boss;
}

export async function openPgBoss(databaseUrl: string) {
  const boss = await startBoss(databaseUrl, 20);
  const jobs = Array.from({ length: 1_000 }, () => ({ data }));
  return {
    send: () => boss.send(queue, data),
    insertThousand: () => boss.insert(queue, jobs),
    /** Inserts `count` jobs in batches of `size`, one batch after the other. Returns jobs per second. */
    async insertInBatches(count: number, size: number) {
      const startedAt = clockMs();
      for (let left = count; left > 0; left -= size) await boss.insert(queue, jobs.slice(0, Math.min(left, size)));
      return (count * 1000) / (clockMs() - startedAt);
    },
    stop: () => boss.stop({ graceful: false }),
  };
}

/** Fetches 500 jobs per call, without a pause while batches are full. Completes each job with its own output. */
export async function drainWithPgBoss(databaseUrl: string, { workers }: { workers: number }): Promise<Drain> {
  const boss = await startBoss(databaseUrl, 20);
  const options = { batchSize: 500, burstWhenBatchFull: true, perJobResults: true, localConcurrency: workers } as const;
  return {
    async start(onJob) {
      await boss.work(queue, options, async (jobs) =>
        jobs.map(({ id }) => {
          onJob();
          return { id, status: "completed" as const };
        }),
      );
    },
    unfinished: "select count(*)::int as count from pgboss.job where state < 'completed'",
    stop: () => boss.stop({ graceful: false }),
  };
}

/**
 * Fetches and deletes messages of pg-boss, 500 at a time, and does nothing with them: the minimal cost of its queue.
 */
export async function drainMessages(databaseUrl: string): Promise<Drain> {
  const boss = await startBoss(databaseUrl, 2);
  let loop: Promise<void> | undefined;
  return {
    async start(onJob) {
      const run = async () => {
        for (;;) {
          const messages = await boss.fetch(queue, { batchSize: 500 });
          if (messages.length === 0) return;
          for (const _ of messages) onJob();
          await boss.deleteJob(
            queue,
            messages.map(({ id }) => id),
          );
        }
      };
      loop = run();
    },
    unfinished: "select count(*)::int as count from pgboss.job where state < 'completed'",
    async stop() {
      await loop;
      await boss.stop({ graceful: false });
    },
  };
}
