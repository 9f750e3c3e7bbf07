/** An organization's plan gives it a limit of running jobs and a share of the workers. */
import { afterEach, expect, test } from "vitest";
import type { DemoOrg } from "../../src/demo/demo-org.ts";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { openReconciler, standing } from "../reconcile/open-reconciler.ts";

let gaffer: TestGaffer;
afterEach(() => gaffer.stop());

const batch = (as: DemoOrg, count: number) =>
  gaffer.request("POST", `/v1/orgs/${as.orgId}/jobs/batch`, {
    as,
    body: { jobs: Array.from({ length: count }, () => ({ type: "file:profile", input: { fileId: someFileId } })) },
  });
const stands = async (as = gaffer.org) => {
  const { admitted, counted, waiting } = await standing(gaffer.database, as.orgId);
  return { admitted, counted, waiting };
};

test("Plan limits › running jobs › are limited by the plan and by ORG_CONCURRENCY", async () => {
  gaffer = await startTestGaffer({ role: "api", config: { orgConcurrency: 5 } });
  await gaffer.limit({ running_jobs: 2 });
  const pro = await gaffer.createOrg("pro");
  await gaffer.database.admin.query("update orgs set plan = 'pro' where id = $1", [pro.orgId]);
  await batch(gaffer.org, 10);
  await batch(pro, 10);
  expect(await stands()).toEqual({ admitted: 2, counted: 2, waiting: 8 });
  expect(await stands(pro)).toEqual({ admitted: 5, counted: 5, waiting: 5 });
});

test("Plan limits › changed plan › applies to jobs that are already parked", async () => {
  gaffer = await startTestGaffer({ role: "api", config: { orgConcurrency: 10 } });
  const reconciler = await openReconciler(gaffer.database, 10);
  await gaffer.limit({ running_jobs: 1 });
  await batch(gaffer.org, 8);
  expect(await reconciler.runOnce()).toEqual({});
  await gaffer.limit({ running_jobs: 4 });
  expect(await reconciler.runOnce()).toEqual({ jobs_stranded: 1 });
  expect(await stands()).toEqual({ admitted: 4, counted: 4, waiting: 4 });

  // After the limit is lowered, admitted jobs still run. No parked job is admitted before there is room.
  await gaffer.limit({ running_jobs: 2 });
  expect(await reconciler.runOnce()).toEqual({});
  expect((await batch(gaffer.org, 1)).status).toBe(201);
  expect(await stands()).toEqual({ admitted: 4, counted: 4, waiting: 5 });
  let [running, most] = [0, 0];
  const worker = await startTestGaffer({
    role: "worker",
    database: gaffer.database,
    config: { orgConcurrency: 10, workerConcurrency: 10 },
    concurrency: 10,
    handler: async () => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
      return { output: emptyProfile };
    },
  });
  await expect.poll(() => stands()).toEqual({ admitted: 0, counted: 0, waiting: 0 });
  expect(most).toBeLessThanOrEqual(4);
  await worker.stop();
  await reconciler.stop();
});

test("Plan limits › share › an organization with three times the share of another gets three of four slots", async () => {
  const order: string[] = [];
  const gate = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<void>();
  const enough = Promise.withResolvers<void>();
  gaffer = await startTestGaffer({
    config: { workerConcurrency: 1, orgConcurrency: 100 },
    handler: async ({ orgId }) => {
      if (order.push(orgId) === 61) enough.resolve();
      reached.resolve();
      await gate.promise;
      return { output: emptyProfile };
    },
  });
  const pro = await gaffer.createOrg("pro");
  await gaffer.database.admin.query("update orgs set plan = 'pro' where id = $1", [pro.orgId]);
  await batch(gaffer.org, 30);
  await reached.promise;
  await batch(pro, 60);
  gate.resolve();
  await enough.promise;
  const share = order.slice(1, 61).filter((orgId) => orgId === pro.orgId).length;
  expect(share).toBeGreaterThanOrEqual(43);
  expect(share).toBeLessThanOrEqual(47);
});
