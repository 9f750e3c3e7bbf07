import type { Schemas } from "@gaffer/contracts/server";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type OpenSchedules, openSchedules } from "./open-schedules.ts";

type Triggered = Schemas["TriggeredRun"] & Schemas["Problem"];

let opened: OpenSchedules;
beforeAll(async () => {
  opened = await openSchedules("2026-03-06T12:00:00Z");
});
afterEach(() => opened.forget());
afterAll(() => opened.close());

const trigger = (id: string) => opened.post<Triggered>(id, "trigger");

function advance(seconds: number): void {
  opened.clock.now = new Date(opened.clock.now.getTime() + seconds * 1000);
}

describe("triggerSchedule › triggered schedule", () => {
  test("creates its job at once, with its caller", async () => {
    const before = await opened.schedule();
    const { status, headers, body } = await trigger(before.id);
    expect(status).toBe(201);
    const { orgId } = opened.gaffer.org;
    expect(headers.get("location")).toBe(`/v1/orgs/${orgId}/jobs/${body.jobId}`);
    expect(await opened.gaffer.getJob(body.jobId)).toMatchObject({
      ...before.job,
      status: "pending",
      trigger: "manual",
      createdBy: before.createdBy,
      scheduleId: before.id,
      scheduledAt: opened.clock.now.toISOString(),
      parentId: null,
    });
    expect(await opened.runs(before.id)).toEqual([
      {
        id: body.id,
        scheduledAt: opened.clock.now.toISOString(),
        trigger: "manual",
        actor: before.createdBy,
        jobId: body.jobId,
        status: "running",
        error: null,
        startedAt: null,
        endedAt: null,
        durationMs: null,
        createdAt: opened.clock.now.toISOString(),
      },
    ]);
    // The next scheduled time is unchanged.
    const lastRun = { scheduledAt: opened.clock.now.toISOString(), jobId: body.jobId, status: "running" };
    expect(await opened.get(before.id)).toEqual({ ...before, lastRun });
  });

  test("has a message in the queue like any job", async () => {
    const { body } = await trigger((await opened.schedule()).id);
    const { rows } = await opened.gaffer.database.admin.query(
      "select from gaffer_queue.job where data ->> 'jobId' = $1 and state < 'active'",
      [body.jobId],
    );
    expect(rows).toHaveLength(1);
  });

  test("can't be triggered again for a minute, and the problem says for how long", async () => {
    const { id } = await opened.schedule({ overlap: "allow" });
    await trigger(id);
    advance(0.5);
    const { status, headers, body } = await trigger(id);
    expect(status).toBe(429);
    expect(headers.get("retry-after")).toBe("60");
    expect(body).toMatchObject({
      type: "/problems/too-many-requests",
      detail: expect.stringContaining("Try again in 60 s"),
    });
    advance(59.4);
    expect((await trigger(id)).headers.get("retry-after")).toBe("1");
    advance(0.1);
    expect(await trigger(id)).toMatchObject({ status: 201 });
    expect(await opened.jobsOf(id)).toHaveLength(2);
  });

  test("is triggered once by concurrent requests", async () => {
    const { id } = await opened.schedule({ overlap: "allow" });
    const answers = await Promise.all([trigger(id), trigger(id), trigger(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 429, 429]);
    expect(await opened.jobsOf(id)).toHaveLength(1);
  });

  test("returns the same job for the same Idempotency-Key", async () => {
    const { id } = await opened.schedule();
    const again = () =>
      opened.gaffer.inOrg("POST", `/schedules/${id}/trigger`, undefined, {
        "idempotency-key": `trigger ${id}`.slice(8),
      });
    const [first, second] = [await again(), await again()];
    expect(second).toMatchObject({ status: 201, body: first.body });
    expect(await opened.jobsOf(id)).toHaveLength(1);
  });

  test("may be paused or have ended", async () => {
    const { id } = await opened.schedule();
    await opened.post(id, "pause");
    expect(await trigger(id)).toMatchObject({ status: 201 });
    const { id: ended } = await opened.schedule({ overlap: "allow" });
    await opened.update(ended, { endsAt: new Date(opened.clock.now.getTime() + 61_000).toISOString() }, "*");
    await opened.passAt(new Date(opened.clock.now.getTime() + 120_000).toISOString());
    expect(await opened.get(ended)).toMatchObject({ status: "ended" });
    expect(await trigger(ended)).toMatchObject({ status: 201 });
  });
});

describe("triggerSchedule › open earlier job", () => {
  test("refuses the trigger with skip, and nothing changes", async () => {
    const { id } = await opened.schedule({ overlap: "skip" });
    const { body: earlier } = await trigger(id);
    advance(60);
    const { status, body } = await trigger(id);
    expect({ status, type: body.type }).toEqual({ status: 409, type: "/problems/overlapping-run" });
    expect(body.detail).toContain(earlier.jobId);
    expect(await opened.runs(id)).toHaveLength(1);
    await opened.gaffer.inOrg("POST", `/jobs/${earlier.jobId}/cancel`);
    expect(await trigger(id)).toMatchObject({ status: 201 });
  });

  test("is cancelled with cancelPrevious", async () => {
    const { id } = await opened.schedule({ overlap: "cancelPrevious" });
    const { body: earlier } = await trigger(id);
    advance(60);
    const { body } = await trigger(id);
    expect(await opened.jobsOf(id)).toMatchObject([
      { id: earlier.jobId, status: "cancelled" },
      { id: body.jobId, status: "pending" },
    ]);
    expect((await opened.runs(id)).map(({ status }) => status)).toEqual(["cancelled", "running"]);
  });

  test("gives a conflict with cancelPrevious while it is locked", async () => {
    const { id } = await opened.schedule({ overlap: "cancelPrevious" });
    const { body: earlier } = await trigger(id);
    advance(60);
    const other = await opened.gaffer.database.admin.connect();
    await other.query("begin");
    await other.query("select from open_jobs where id = $1 for update", [earlier.jobId]);
    expect(await trigger(id)).toMatchObject({
      status: 409,
      body: { type: "/problems/overlapping-run", detail: expect.stringContaining("starting or ending") },
    });
    await other.query("rollback");
    other.release();
    expect(await trigger(id)).toMatchObject({ status: 201 });
  });
});

test("triggerSchedule › invalid job › refuses the trigger and says what is invalid", async () => {
  const { id } = await opened.schedule();
  await opened.gaffer.database.admin.query(
    `update scheduled_jobs set job = '{"type":"file:profile","input":{"fileId":"none"}}' where id = $1`,
    [id],
  );
  expect(await trigger(id)).toMatchObject({
    status: 409,
    body: {
      type: "/problems/scheduled-job-invalid",
      detail: expect.stringContaining("The schedule's input is no longer valid: fileId"),
    },
  });
});
