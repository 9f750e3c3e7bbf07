import { afterEach, describe, expect, test } from "vitest";
import type { DemoOrg } from "../../src/demo/demo-org.ts";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
afterEach(() => gaffer.stop());

const later = () => new Date(Date.now() + 3_600_000).toISOString();
const job = (more = {}) => ({ type: "file:profile", input: { fileId: someFileId }, ...more });
const batch = (as: DemoOrg, count: number, more = {}) =>
  gaffer.request("POST", `/v1/orgs/${as.orgId}/jobs/batch`, {
    as,
    body: { jobs: Array.from({ length: count }, () => job(more)) },
  });

/**
 * Counts of admitted and parked jobs and of messages, which must agree at any moment. A parked job with a permit counts
 * as an admitted job with a message.
 */
async function standing(orgId = gaffer.org.orgId) {
  const { rows } = await gaffer.database.admin.query(
    `select (select coalesce(sum(admitted), 0)::int from org_loads where org_id = $1) as counted,
            (select count(*)::int from current_jobs where org_id = $1 and admission = 'admitted') + permitted as admitted,
            (select count(*)::int from current_jobs where org_id = $1 and admission = 'parked') - permitted as waiting,
            (select coalesce(sum(coalesce((data ->> 'places')::int, 1)), 0)::int from gaffer_queue.job
              where data ->> 'orgId' = $1::text and state in ('created', 'active') and data -> 'delayed' is null) as messages
       from (select coalesce(sum(places), 0)::int as permitted from permits where org_id = $1) as permit`,
    [orgId],
  );
  return rows[0] as { counted: number; admitted: number; waiting: number; messages: number };
}

describe("Admission › concurrency limit of an organization", () => {
  test("is never exceeded, and every job runs", async () => {
    let running = 0;
    let most = 0;
    const release = Promise.withResolvers<void>();
    const full = Promise.withResolvers<void>();
    gaffer = await startTestGaffer({
      config: { orgConcurrency: 5, workerConcurrency: 50 },
      concurrency: 50,
      handler: async () => {
        most = Math.max(most, ++running);
        if (running === 5) full.resolve();
        await release.promise;
        running--;
        return { output: emptyProfile };
      },
    });
    const { body } = await batch(gaffer.org, 200);
    await full.promise;
    expect(await standing()).toEqual({ counted: 5, admitted: 5, waiting: 195, messages: 5 });
    release.resolve();
    for (const { id } of body.jobs) await gaffer.attemptEnded(id);
    expect(most).toBe(5);
    expect(await standing()).toEqual({ counted: 0, admitted: 0, waiting: 0, messages: 0 });
  });

  test("applies to jobs that become due, are retried, or were cancelled before they ran", async () => {
    const started = new Map<string, () => void>();
    const anyStarted: (() => void)[] = [];
    gaffer = await startTestGaffer({
      config: { orgConcurrency: 1, workerConcurrency: 10 },
      handler: ({ jobId }) =>
        new Promise((resolve) => {
          started.set(jobId, () => resolve({ output: emptyProfile }));
          for (const tell of anyStarted.splice(0)) tell();
        }),
    });
    const startOf = async (id: string) => {
      while (!started.has(id)) await new Promise<void>((resolve) => anyStarted.push(resolve));
      return started.get(id) as () => void;
    };
    const first = await gaffer.createJob();
    const finishFirst = await startOf(first.id);
    const delayed = await gaffer.createJob({ runAt: later() });
    const waiting = await gaffer.createJob({ priority: "low" });
    const cancelled = await gaffer.createJob({ priority: "high" });
    await gaffer.inOrg("POST", `/jobs/${cancelled.id}/cancel`);
    expect(await standing()).toEqual({ counted: 1, admitted: 1, waiting: 1, messages: 1 });

    // The delayed job becomes due while there is no room: it is parked.
    await gaffer.database.admin.query(
      "update gaffer_queue.job set start_after = now() where data ->> 'delayed' = 'true'",
    );
    await gaffer.database.admin.query(
      "select pg_notify(channel, 'file.profile') from (select 'pgboss_' || left(encode(sha224('gaffer_queue'), 'hex'), 24) as channel) c",
    );
    const isWaiting = async () => (await standing()).waiting === 2;
    while (!(await isWaiting())) await new Promise(setImmediate);
    expect([...started.keys()]).toEqual([first.id]);

    finishFirst();
    (await startOf(delayed.id))();
    (await startOf(waiting.id))();
    await gaffer.attemptEnded(waiting.id);
    await gaffer.inOrg("POST", `/jobs/${cancelled.id}/retry`);
    (await startOf(cancelled.id))();
    await gaffer.attemptEnded(cancelled.id);
    expect(await standing()).toEqual({ counted: 0, admitted: 0, waiting: 0, messages: 0 });
  });

  test("has room again when admitted jobs are cancelled", async () => {
    const order: string[] = [];
    gaffer = await startTestGaffer({
      role: "api",
      config: { orgConcurrency: 3 },
    });
    const { body } = await batch(gaffer.org, 10);
    for (const { id } of body.jobs.slice(0, 8)) await gaffer.inOrg("POST", `/jobs/${id}/cancel`);
    expect(await standing()).toMatchObject({ counted: 3, admitted: 0, waiting: 2, messages: 3 });
    const worker = await startTestGaffer({
      role: "worker",
      database: gaffer.database,
      config: { orgConcurrency: 3 },
      handler: async ({ jobId }) => {
        order.push(jobId);
        return { output: emptyProfile };
      },
    });
    const rest = body.jobs.slice(8).map(({ id }: { id: string }) => id);
    for (const id of rest) await worker.log.waitFor((line) => line.msg === "job attempt ended" && line.jobId === id);
    await worker.stop();
    expect(order.sort()).toEqual(rest);
    expect(await standing()).toEqual({ counted: 0, admitted: 0, waiting: 0, messages: 0 });
  });
});

describe("Admission › busy slots", () => {
  /**
   * Starts a Gaffer with one slot, whose jobs wait until `open` is called and then end at once. `order`: the
   * organizations of the started jobs, in the order of the starts. `atGate` resolves when the first job has started.
   */
  async function startWithOneSlot(): Promise<{ order: string[]; open: () => void; atGate: Promise<void> }> {
    const order: string[] = [];
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    gaffer = await startTestGaffer({
      config: { workerConcurrency: 1, orgConcurrency: 20 },
      handler: async ({ orgId }) => {
        order.push(orgId);
        reached.resolve();
        await gate.promise;
        return { output: emptyProfile };
      },
    });
    return { order, open: gate.resolve, atGate: reached.promise };
  }

  test("are shared equally by two organizations that flood the queue, and a single job of a third is next", async () => {
    const { order, open, atGate } = await startWithOneSlot();
    const [other, small] = [await gaffer.createOrg("other"), await gaffer.createOrg("small")];
    await batch(gaffer.org, 150);
    await atGate;
    const last = (await batch(other, 150)).body.jobs.at(-1).id;
    await gaffer.request("POST", `/v1/orgs/${small.orgId}/jobs`, { as: small, body: job() });
    open();
    await gaffer.log.waitFor((line) => line.msg === "job attempt ended" && line.jobId === last);
    const share = order.slice(0, 202).filter((orgId) => orgId === other.orgId).length;
    expect(share).toBeGreaterThanOrEqual(90);
    expect(share).toBeLessThanOrEqual(110);
    expect(order.indexOf(small.orgId)).toBeLessThanOrEqual(3);
  });

  test("go to high priority before the organization's other jobs, admitted or parked", async () => {
    const names: string[] = [];
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    gaffer = await startTestGaffer({
      config: { workerConcurrency: 1, orgConcurrency: 5 },
      handler: async ({ jobId }) => {
        names.push(jobId);
        reached.resolve();
        await gate.promise;
        return { output: emptyProfile };
      },
    });
    const { body } = await batch(gaffer.org, 10);
    await reached.promise;
    const low = (await gaffer.createJob({ priority: "low" })).id;
    const normal = (await gaffer.createJob()).id;
    const high = (await gaffer.createJob({ priority: "high" })).id;
    gate.resolve();
    await gaffer.attemptEnded(low);
    // Until the outcome that admits the high-priority job is written, only jobs that were admitted earlier may start.
    // So no parked job starts before the high-priority job.
    const waited = body.jobs.slice(5).map(({ id }: { id: string }) => names.indexOf(id));
    expect(names.indexOf(high)).toBeLessThan(Math.min(...waited));
    expect(names.at(-1)).toBe(low);
    expect(names.at(-2)).toBe(normal);
  });
});
