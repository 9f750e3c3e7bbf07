import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFindMembership } from "../../src/modules/orgs/read-members.ts";
import { contractOperations, pathOf } from "../contract/contract-operations.ts";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { type OpenSchedules, openSchedules, type Schedule } from "../schedules/open-schedules.ts";

const moment = "2026-11-20T12:00:00.000Z";
const weekLater = "2026-11-27T12:00:00.000Z";

let open: OpenSchedules;
let gaffer: TestGaffer;
let schedule: Schedule;
const pending: string[] = [];
let running: string;

beforeAll(async () => {
  open = await openSchedules(moment);
  gaffer = open.gaffer;
  schedule = await open.schedule();
  for (let n = 0; n < 2; n++) pending.push((await gaffer.createJob()).id);
  running = (await gaffer.createJob()).id;
  await gaffer.database.admin.query(
    "update current_jobs set status = 'processing', worker_id = gen_random_uuid(), attempt = 1, started_at = now() where id = $1",
    [running],
  );
});
afterAll(() => open.close());

const deleteOrg = (name: string) => gaffer.inOrg("DELETE", `?name=${encodeURIComponent(name)}`);
const restoreOrg = () => gaffer.inOrg("POST", "/restore");
/** Advances the clock beyond the seconds for which a process caches an API key. */
const later = () => {
  open.clock.now = new Date(open.clock.now.getTime() + 6_000);
};

test("deleteOrg and restoreOrg › confirmation › needs the exact name", async () => {
  for (const wrong of ["Test", "test ", ""]) {
    const { status, body } = await deleteOrg(wrong);
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      { in: "query", pointer: "/name", code: "mismatch", message: expect.stringContaining("must be the exact name") },
    ]);
  }
  expect((await gaffer.inOrg("DELETE", "")).body.errors).toMatchObject([{ in: "query", pointer: "/name" }]);
  expect((await gaffer.inOrg("GET", "")).body).toMatchObject({ name: "test", deleteAfter: null });
  expect((await gaffer.getJob(pending[0] as string)).status).toBe("pending");
});

describe("deleteOrg and restoreOrg › scheduled deletion", () => {
  beforeAll(async () => {
    expect(await deleteOrg("test")).toMatchObject({ status: 202, body: { name: "test", deleteAfter: weekLater } });
    later();
  });

  test("has a time, which another deletion doesn't change", async () => {
    expect((await deleteOrg("test")).body.deleteAfter).toBe(weekLater);
    expect((await gaffer.inOrg("GET", "")).body.deleteAfter).toBe(weekLater);
  });

  test("cancels pending jobs and asks running ones to stop", async () => {
    for (const id of pending) expect(await gaffer.getJob(id)).toMatchObject({ status: "cancelled", endedAt: moment });
    expect(await gaffer.getJob(running)).toMatchObject({ status: "processing", cancelRequestedAt: moment });
  });

  test("refuses new work and allows all other operations", async () => {
    const ids = { orgId: gaffer.org.orgId, jobId: running, fileId: someFileId, scheduleId: schedule.id };
    const answers = contractOperations
      .filter(({ path, scope }) => path.includes("{orgId}") && scope !== undefined && scope !== "org:own")
      .map(async (operation) => {
        const { status, body } = await gaffer.request(operation.method, pathOf(operation, ids), { as: gaffer.org });
        if (status === 403)
          expect(body.detail).toContain(`scheduled for deletion at ${weekLater} and accepts no new work`);
        return { id: operation.id, scope: operation.scope, refused: status === 403 };
      });
    for (const { id, scope, refused } of await Promise.all(answers))
      expect(refused, id).toBe(["jobs:write", "files:write", "schedules:write"].includes(scope ?? ""));
    const key = await gaffer.inOrg("POST", "/api-keys", { name: "to read", scopes: ["jobs:read"] });
    expect(key.status).toBe(201);
  });

  test("refuses exports", async () => {
    const { status, body } = await gaffer.inOrg("POST", "/export");
    expect({ status, type: body.type }).toEqual({ status: 403, type: "/problems/org-deletion-scheduled" });
  });

  test("refuses due runs of schedules, on record and without a job", async () => {
    await open.passAt("2026-11-20T12:02:30.000Z");
    const runs = await open.runs(schedule.id);
    expect(runs.at(-1)).toMatchObject({ status: "refused", jobId: null, error: { code: "org_deletion_scheduled" } });
    expect(await open.jobsOf(schedule.id)).toEqual([]);
    expect((await open.get(schedule.id)).status).toBe("active");
  });

  test("is visible to the organization's members", async () => {
    const { rows } = await gaffer.database.admin.query("select user_id as id from memberships where org_id = $1", [
      gaffer.org.orgId,
    ]);
    const found = await createFindMembership(gaffer.app.apiPool)(rows[0].id, gaffer.org.orgId);
    expect(found).toMatchObject({ role: "owner", org: { deleteAfter: new Date(weekLater) } });
  });

  test("can be restored, and everything works at once", async () => {
    expect(await restoreOrg()).toMatchObject({ status: 200, body: { name: "test", deleteAfter: null } });
    expect((await gaffer.createJob()).status).toBe("pending");
    expect((await gaffer.inOrg("POST", `/jobs/${pending[0]}/retry`)).body.status).toBe("pending");
    await open.passAt("2026-11-20T12:04:30.000Z");
    expect((await open.runs(schedule.id)).at(-1)).toMatchObject({ status: "running" });
    expect(await restoreOrg()).toMatchObject({ status: 200, body: { deleteAfter: null } });
  });

  test("can't be restored after its time", async () => {
    await deleteOrg("test");
    open.clock.now = new Date("2026-11-27T12:04:30.000Z");
    const { status, body } = await restoreOrg();
    expect({ status, type: body.type }).toEqual({ status: 409, type: "/problems/org-deletion-started" });
    expect((await gaffer.inOrg("GET", "")).body.deleteAfter).toBe("2026-11-27T12:04:30.000Z");
  });
});

test("deleteOrg and restoreOrg › grace period › is a setting of the installation", async () => {
  const now = () => new Date(moment);
  const hasty = await startTestGaffer({ role: "api", now, config: { orgDeletionGraceDays: 0 } });
  expect((await hasty.inOrg("DELETE", "?name=test")).body.deleteAfter).toBe(moment);
  expect((await hasty.inOrg("POST", "/restore")).status).toBe(409);
  await hasty.stop();
});
