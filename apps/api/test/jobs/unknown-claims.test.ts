/**
 * Claims on which worker and database disagree: a claim whose commit's response is lost, and a claim that a failover of
 * PostgreSQL has lost.
 */
import { afterEach, expect, test, vi } from "vitest";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { startTcpProxy, type TcpProxy, targetOf } from "../harness/tcp-proxy.ts";
import { emptyProfile, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

async function startApart(options: Parameters<typeof startTestGaffer>[0]) {
  const database: TestDatabase = await cloneDatabase();
  const proxy: TcpProxy = await startTcpProxy(targetOf(database.url));
  const api = await startTestGaffer({ role: "api", database });
  const worker: TestGaffer = await startTestGaffer({
    ...options,
    role: "worker",
    database: { ...database, url: proxy.connectionString(database.url) },
  });
  stops.push(
    () => database.drop(),
    () => proxy.stop(),
    () => api.stop(),
    () => worker.stop(),
  );
  return { database, proxy, api };
}

test("Unknown claim › committed claim whose response was lost › is found, and the job runs", async () => {
  // The worker's heartbeats are so rare that one of the next two commits is the claim of the created job.
  const timing = { heartbeatMs: 1_000, lostAfterMs: 3_000, pollMs: 60_000 };
  const { database, proxy, api } = await startApart({ timing, handler: async () => ({ output: emptyProfile }) });
  const completed = (id: string) =>
    vi.waitFor(async () => expect((await api.getJob(id)).status).toBe("completed"), { timeout: 60_000 });
  // When this job is completed, the worker's first fetch, which is for jobs of all types, is over.
  await completed((await api.createJob()).id);
  const loseCommitOfCreated = async (): Promise<string> => {
    const lost = proxy.loseNextCommit();
    const { id } = await api.createJob();
    await lost;
    const { rows } = await database.admin.query("select status from current_jobs where id = $1", [id]);
    return rows[0].status === "processing" ? id : loseCommitOfCreated();
  };
  await completed(await loseCommitOfCreated());
});

test("Unknown claim › outcome of a claim that a failover has lost › leaves the job its message", async () => {
  const started = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  let runs = 0;
  const { database, api } = await startApart({
    // The interval is so long that the worker fetches no message while it writes the outcome.
    timing: { pollMs: 3_000 },
    handler: async () => {
      if (++runs === 1) {
        started.resolve();
        await finish.promise;
      }
      return { output: emptyProfile };
    },
  });
  const { id } = await api.createJob();
  await started.promise;
  // Restores the rows as a promoted standby has them that never received the claim's commit.
  await database.admin.query(
    `with job as (update current_jobs set status = 'pending', attempt = 0, worker_id = null, started_at = null returning message_id)
     update gaffer_queue.job set state = 'created', started_on = null where id in (select message_id from job)`,
  );
  finish.resolve();
  await vi.waitFor(async () => expect((await api.getJob(id)).status).toBe("completed"), { timeout: 60_000 });
});
