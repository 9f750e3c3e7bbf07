/** The upgrade that moved the state of open jobs out of the table `jobs`. */
import type { Job, Schemas } from "@gaffer/contracts/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { createEarlierDatabase, type EarlierDatabase } from "./earlier-database.ts";

/** The number of migrations before the upgrade. */
const before = 31;
const each = Number(process.env.JOBS_OF_EACH_STATE ?? 50);
const states = [
  { name: "admitted", status: "pending", admission: "admitted" },
  { name: "parked", status: "pending", admission: "waiting" },
  { name: "delayed", status: "pending", admission: "delayed", runIn: "1 day" },
  { name: "backoff", status: "pending", admission: "delayed", attempt: 1, runIn: "1 hour", error: true },
  { name: "running", status: "processing", admission: "admitted", attempt: 2 },
  { name: "asked", status: "processing", admission: "admitted", attempt: 1, cancelRequested: true },
  { name: "completed", status: "completed", attempt: 1 },
  { name: "failed", status: "failed", attempt: 3, error: true, trigger: "retry" },
  { name: "cancelled", status: "cancelled", cancelRequested: true, cancelledAdmission: "waiting" },
];

describe("Upgrade › state of jobs", () => {
  const orgId = crypto.randomUUID();
  let earlier: EarlierDatabase;
  let gaffer: TestGaffer;
  let as: Parameters<TestGaffer["request"]>[2];
  beforeAll(async () => {
    earlier = await createEarlierDatabase(before);
    await plant(earlier, orgId);
    gaffer = await startTestGaffer({
      database: earlier.database,
      timing: { heartbeatMs: 200, lostAfterMs: 1_000 },
      handler: async () => ({ output: emptyProfile }),
      config: { orgConcurrency: 2 * each },
    });
    as = { as: await gaffer.createOrg("new") };
    await earlier.admin.query("update api_keys set org_id = $1", [orgId]);
  });
  afterAll(async () => {
    await gaffer?.stop();
    await earlier.remove();
  });

  const get = async <Body>(url: string) => (await gaffer.request<Body>("GET", `/v1/orgs/${orgId}${url}`, as)).body;
  const oneOf = async (name: string) =>
    (await get<Schemas["ListedJobPage"]>(`/jobs?createdBy=${name}&limit=1`)).items[0] as Job;

  test("keeps all jobs in their states", async () => {
    const { byStatus } = await get<Schemas["JobStats"]>("/jobs/stats");
    expect(Object.values(byStatus).reduce((sum, count) => sum + count)).toBe(states.length * each);
    expect(await oneOf("key:delayed")).toMatchObject({ status: "pending", attempt: 0, endedAt: null });
    expect(await oneOf("key:backoff")).toMatchObject({ status: "pending", attempt: 1, error: { code: "x" } });
    expect(await oneOf("key:completed")).toMatchObject({ status: "completed", attempt: 1, error: null, progress: 100 });
    expect(await oneOf("key:completed")).toMatchObject({ trigger: "api", retries: 0 });
    expect(await oneOf("key:failed")).toMatchObject({ status: "failed", attempt: 3, error: { code: "x" } });
    expect(await oneOf("key:failed")).toMatchObject({ trigger: "api", retries: 1 });
    expect(await oneOf("key:cancelled")).toMatchObject({ status: "cancelled", endedAt: expect.any(String) });
    for (const status of ["completed", "failed", "cancelled"]) {
      const { items } = await get<Schemas["ListedJobPage"]>(`/jobs?status=${status}&createdBy=key:${status}&limit=1`);
      expect(items).toMatchObject([{ status }]);
    }
  });

  test("restores and retries ended jobs", async () => {
    for (const [name, verb] of [
      ["cancelled", "restore"],
      ["failed", "retry"],
    ] as const) {
      const { id } = await oneOf(`key:${name}`);
      const { status, body } = await gaffer.request("POST", `/v1/orgs/${orgId}/jobs/${id}/${verb}`, as);
      expect(status, JSON.stringify(body)).toBe(200);
      expect(body).toMatchObject({ status: "pending", endedAt: null });
    }
  });

  test("runs open jobs to their ends, and takes running ones from their lost worker", async () => {
    await expect.poll(async () => (await oneOf("key:running")).status).toBe("completed");
    await expect.poll(async () => (await oneOf("key:asked")).status).toBe("cancelled");
    await expect.poll(async () => (await oneOf("key:parked")).status).toBe("completed");
    expect(await oneOf("key:running")).toMatchObject({ attempt: 3 });
  });
});

async function plant({ admin }: EarlierDatabase, orgId: string): Promise<void> {
  await admin.query("insert into orgs (id, name, created_at) values ($1, 'old', now())", [orgId]);
  const open = states.filter(({ admission }) => admission);
  await admin.query("insert into org_loads (org_id, admitted, unended) values ($1, $2, $3)", [
    orgId,
    open.filter(({ admission }) => admission === "admitted").length * each,
    open.length * each,
  ]);
  for (const state of states) {
    await admin.query(
      `insert into jobs (org_id, id, type, status, priority, input, attempt, max_attempts, admission, cancelled_admission, message_id,
              worker_id, run_at, timeout_seconds, created_by, trigger, cancel_requested_at, created_at, started_at, completed_at, error, progress)
       select $1, gen_random_uuid(), 'file:profile', $2, 'normal', $3, $4, 3, $5, $6, gen_random_uuid(),
              case when $4 > 0 then gen_random_uuid() end, now() + $7::interval, 900, 'key:' || $8, $12,
              case when $9::boolean then now() end, now(), case when $4 > 0 then now() end,
              case when $2 in ('completed', 'failed', 'cancelled') then now() end,
              case when $10::boolean then '{"code":"x","message":"y"}'::jsonb end, case $2 when 'completed' then 100 else 0 end
         from generate_series(1, $11)`,
      [
        orgId,
        state.status,
        { fileId: someFileId },
        state.attempt ?? 0,
        state.admission,
        state.cancelledAdmission,
        state.runIn ?? "0",
        state.name,
        state.cancelRequested ?? false,
        state.error ?? false,
        each,
        state.trigger ?? "api",
      ],
    );
  }
}
