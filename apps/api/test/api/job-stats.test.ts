import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const start = Date.parse("2026-11-20T12:00:00.000Z");
const none = { pending: 0, processing: 0, completed: 0, failed: 0, cancelled: 0 };

let clock = start;
let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", now: () => new Date(clock) });
});
afterAll(() => gaffer.stop());

const stats = async () => (await gaffer.inOrg("GET", "/jobs/stats")).body;

test("getJobStats › without jobs › has counts of 0 and no oldest pending job", async () => {
  expect(await stats()).toEqual({ byStatus: none, byType: [], oldestPendingAgeSeconds: null, more: false });
});

test("getJobStats › job with a runAt in the future › is counted, but its wait starts at runAt", async () => {
  await gaffer.createJob({ runAt: new Date(start + 60_000).toISOString() });
  expect(await stats()).toEqual({
    byStatus: { ...none, pending: 1 },
    byType: [{ type: "file:profile", byStatus: { ...none, pending: 1 } }],
    oldestPendingAgeSeconds: null,
    more: false,
  });
  clock = start + 60_000;
  expect((await stats()).oldestPendingAgeSeconds).toBe(0);
  clock = start + 61_500;
  expect((await stats()).oldestPendingAgeSeconds).toBe(1.5);
});

test("getJobStats › jobs › are counted by status and by type, types in alphabetical order", async () => {
  const period = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };
  await gaffer.inOrg("POST", "/jobs", { type: "report:generate", input: period });
  const { id } = await gaffer.createJob();
  await gaffer.inOrg("POST", `/jobs/${id}/cancel`);
  for (const status of ["completed", "failed"]) {
    const job = await gaffer.createJob();
    await gaffer.database.admin.query(
      "update current_jobs set status = $2, admission = null, ended_at = now() where id = $1",
      [job.id, status],
    );
  }
  expect(await stats()).toMatchObject({
    byStatus: { pending: 2, processing: 0, completed: 1, failed: 1, cancelled: 1 },
    byType: [
      { type: "file:profile", byStatus: { pending: 1, processing: 0, completed: 1, failed: 1, cancelled: 1 } },
      { type: "report:generate", byStatus: { ...none, pending: 1 } },
    ],
  });
});
