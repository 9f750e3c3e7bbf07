import { afterEach, beforeEach, expect, test } from "vitest";
import { emptyProfile, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
const order: string[] = [];
beforeEach(async () => {
  gaffer = await startTestGaffer({ role: "api", config: { orgConcurrency: 2 } });
});
afterEach(() => gaffer.stop());

const startWorker = () =>
  startTestGaffer({
    role: "worker",
    database: gaffer.database,
    config: { orgConcurrency: 2, workerConcurrency: 1 },
    timing: { heartbeatMs: 20 },
    handler: async ({ jobId }) => {
      order.push(jobId);
      return { output: emptyProfile };
    },
  });
const ended = (worker: TestGaffer, id: string) =>
  worker.log.waitFor((line) => line.msg === "job attempt ended" && line.jobId === id);

test("a job that was left waiting beside free room is let in", async () => {
  const { id } = await gaffer.createJob();
  await gaffer.database.admin.query("delete from gaffer_queue.job");
  await gaffer.database.admin.query("update jobs set admission = 'waiting'");
  await gaffer.database.admin.query("update org_loads set admitted = 0");
  const worker = await startWorker();
  await ended(worker, id);
  expect(worker.log.lines.map(({ msg }) => msg)).toContain("jobs were waiting beside free room");
  await worker.stop();
});

test("turns that have grown large begin at zero again, in the same order", async () => {
  await gaffer.database.admin.query("update queue_turns set turn = 1500000000");
  const [first, second] = [await gaffer.createJob(), await gaffer.createJob()];
  const turns = async () =>
    (await gaffer.database.admin.query("select priority from gaffer_queue.job order by priority desc")).rows;
  expect(await turns()).toEqual([{ priority: -1_500_000_000 }, { priority: -1_500_000_001 }]);
  await gaffer.database.admin.query("update gaffer_queue.job set start_after = now() + interval '1 hour'");
  const worker = await startWorker();
  await worker.log.waitFor(({ msg }) => msg === "turns begin at zero again");
  expect(await turns()).toEqual([{ priority: 0 }, { priority: -1 }]);
  await gaffer.database.admin.query("update gaffer_queue.job set start_after = now()");
  await ended(worker, second.id);
  expect(order.slice(-2)).toEqual([first.id, second.id]);
  const { rows } = await gaffer.database.admin.query("select turn::int from queue_turns");
  expect(rows[0].turn).toBeLessThan(10);
  await worker.stop();
});
