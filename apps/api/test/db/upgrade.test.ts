import type { Schemas } from "@gaffer/contracts/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { createEarlierDatabase, type EarlierDatabase } from "./earlier-database.ts";

/** The number of migrations in the first release. Later migrations have to convert the data of the first release. */
const firstRelease = 2;

let earlier: EarlierDatabase;
let gaffer: TestGaffer | undefined;
beforeAll(async () => {
  earlier = await createEarlierDatabase(firstRelease);
});
afterAll(async () => {
  await gaffer?.stop();
  await earlier.remove();
});

test("Upgrade › first release › keeps its organizations, jobs and attempts, and their usage is counted", async () => {
  const { database } = earlier;
  const orgId = crypto.randomUUID();
  const workerId = crypto.randomUUID();
  const ids = { completed: crypto.randomUUID(), failed: crypto.randomUUID(), pending: crypto.randomUUID() };
  await database.admin.query("insert into orgs (id, name, created_at) values ($1, 'old', now())", [orgId]);
  for (const [status, id] of Object.entries(ids)) {
    await database.admin.query(
      `insert into jobs (org_id, id, type, status, priority, input, attempt, max_attempts, admission, message_id, run_at,
                         timeout_seconds, created_by, trigger, created_at, started_at, completed_at, error)
       values ($1, $2, 'file:profile', $3, 'normal', $4, $5, 3, $6, gen_random_uuid(), now(), 900, 'system', 'api', now(), now(),
               case when $6::text is null then now() end, case $3 when 'failed' then '{"code":"x","message":"y"}'::jsonb end)`,
      [
        orgId,
        id,
        status,
        { fileId: someFileId },
        status === "pending" ? 0 : 2,
        status === "pending" ? "waiting" : null,
      ],
    );
    if (status === "pending") continue;
    await database.admin.query(
      `insert into job_attempts (org_id, job_id, attempt, status, worker_id, started_at, ended_at, error)
       values ($1, $2, 1, 'failed', $3, now(), now(), '{"code":"x","message":"y"}'), ($1, $2, 2, $4, $3, now(), now(), null)`,
      [orgId, id, workerId, status],
    );
  }

  await database.admin.query(
    `insert into files (org_id, id, name, content_type, size_bytes, sha256, created_by, created_at)
     select $1, gen_random_uuid(), 'old', 'text/plain', n, '', 'system', now() from generate_series(1, 3) n`,
    [orgId],
  );

  gaffer = await startTestGaffer({ role: "api", database });
  const as = await gaffer.createOrg("new");
  await database.admin.query("update api_keys set org_id = $1", [orgId]);
  const get = async (url: string) =>
    (await (gaffer as TestGaffer).request("GET", `/v1/orgs/${orgId}${url}`, { as })).body as never;
  const jobs = ((await get("/jobs")) as Schemas["ListedJobPage"]).items;
  expect(
    jobs.map(({ status, scheduleId }) => ({ status, scheduleId })).sort((a, b) => (a.status < b.status ? -1 : 1)),
  ).toEqual([
    { status: "completed", scheduleId: null },
    { status: "failed", scheduleId: null },
    { status: "pending", scheduleId: null },
  ]);
  const attempts = async (id: string) =>
    ((await get(`/jobs/${id}/attempts`)) as Schemas["JobAttemptPage"]).items.map(({ attempt, status, workerId }) => ({
      attempt,
      status,
      workerId,
    }));
  expect(await attempts(ids.completed)).toEqual([
    { attempt: 1, status: "failed", workerId },
    { attempt: 2, status: "completed", workerId },
  ]);
  expect(await attempts(ids.failed)).toMatchObject([{ status: "failed" }, { status: "failed" }]);
  expect(await attempts(ids.pending)).toEqual([]);
  expect(await get("/usage")).toMatchObject({ plan: "free", openJobs: { used: 1 }, storedBytes: { used: 6 } });
});
