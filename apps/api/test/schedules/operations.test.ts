import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everyMinute, type OpenSchedules, openSchedules, profileJob } from "./open-schedules.ts";

const weekdays = {
  kind: "weekly",
  weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday"],
  time: "09:00",
};

let opened: OpenSchedules;
beforeAll(async () => {
  // A Friday. In New York daylight saving time starts on Sunday.
  opened = await openSchedules("2026-03-06T12:00:00Z");
});
afterAll(() => opened.close());

describe("Schedule operations › created schedule", () => {
  test("is returned whole, with its Location and ETag, and can be read there", async () => {
    const { gaffer } = opened;
    const created = await opened.create({
      name: "every weekday at nine",
      recurrence: weekdays,
      timezone: "America/New_York",
      job: { ...profileJob, priority: "high", timeoutSeconds: 60 },
    });
    const path = `/v1/orgs/${gaffer.org.orgId}/schedules/${created.body.id}`;
    expect(created).toMatchObject({ status: 201 });
    expect(created.headers.get("location")).toBe(path);
    expect(created.headers.get("etag")).toMatch(/^"1\./);
    expect(created.body).toEqual({
      id: expect.any(String),
      orgId: gaffer.org.orgId,
      version: 1,
      name: "every weekday at nine",
      job: {
        type: "file:profile",
        input: { ...profileJob.input, format: "auto", header: true },
        priority: "high",
        timeoutSeconds: 60,
      },
      recurrence: weekdays,
      timezone: "America/New_York",
      startsAt: null,
      endsAt: null,
      maxRuns: null,
      missed: "skip",
      overlap: "skip",
      pauseAfterFailures: null,
      status: "active",
      pauseReason: null,
      lastRun: null,
      nextRunAt: "2026-03-06T14:00:00.000Z",
      runCount: 0,
      failuresInARow: 0,
      createdBy: expect.stringMatching(/^key:/),
      createdAt: "2026-03-06T12:00:00.000Z",
      updatedAt: "2026-03-06T12:00:00.000Z",
    });
    const read = await gaffer.request("GET", path, { as: gaffer.org });
    expect(read).toMatchObject({ status: 200, body: created.body });
    expect(read.headers.get("etag")).toMatch(/^"1\./);
  });

  test("runs at the times of its recurrence in its zone", async () => {
    const last = { kind: "monthly", on: { kind: "lastDay" }, time: "23:30" };
    const nextRunAt = async (settings: Record<string, unknown>) => (await opened.schedule(settings)).nextRunAt;
    expect(await nextRunAt({ recurrence: last, timezone: "Asia/Tokyo" })).toBe("2026-03-31T14:30:00.000Z");
    expect(await nextRunAt({ recurrence: everyMinute, startsAt: "2026-04-01T00:00:00Z" })).toBe(
      "2026-04-01T00:00:00.000Z",
    );
    expect(await nextRunAt({ recurrence: { kind: "once", at: "2027-01-01T00:00:00Z" } })).toBe(
      "2027-01-01T00:00:00.000Z",
    );
    expect(await nextRunAt({ recurrence: { kind: "cron", expression: "*/10 * * * * *" } })).toBe(
      "2026-03-06T12:00:10.000Z",
    );
  });

  test("is created paused, and runs when it is resumed", async () => {
    const { id, ...created } = await opened.schedule({ recurrence: everyMinute, paused: true });
    expect(created).toMatchObject({ status: "paused", pauseReason: "requested", nextRunAt: null, version: 1 });
    const { now } = opened.clock;
    await opened.passAt(new Date(now.getTime() + 120_000).toISOString());
    expect(await opened.runs(id)).toEqual([]);
    const { body } = await opened.post(id, "resume");
    expect(body).toMatchObject({ status: "active", pauseReason: null, nextRunAt: expect.any(String) });
    await opened.passAt(body.nextRunAt as string);
    expect(await opened.runs(id)).toMatchObject([{ status: "running", scheduledAt: body.nextRunAt }]);
    opened.clock.now = now;
  });

  test("is created once per Idempotency-Key", async () => {
    const { gaffer } = opened;
    const ask = (name: string) =>
      gaffer.inOrg(
        "POST",
        "/schedules",
        { name, job: profileJob, recurrence: everyMinute },
        { "idempotency-key": "once", "content-type": "application/json" },
      );
    const [first, again, other] = [await ask("a"), await ask("a"), await ask("b")];
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers.get("location")).toBe(first.headers.get("location"));
    expect(other).toMatchObject({ status: 422, body: { type: "/problems/idempotency-mismatch" } });
  });
});

describe("Schedule operations › refused schedule", () => {
  test.each([
    [
      "a wrong expression",
      { recurrence: { kind: "cron", expression: "61 * * * *" } },
      "/recurrence/expression",
      /invalid minute: "61"/,
    ],
    ["an unknown zone", { timezone: "Mars/Berlin" }, "/timezone", /IANA database, such as Europe\/Berlin/],
    ["an invalid time", { recurrence: { kind: "daily", time: "9:00" } }, "/recurrence/time", /must be a time of day/],
    ["an unknown weekday", { recurrence: { ...weekdays, weekdays: ["mon"] } }, "/recurrence/weekdays/0", /one of/],
    [
      "an instant that has passed",
      { recurrence: { kind: "once", at: "2026-01-01T00:00:00Z" } },
      "/recurrence/at",
      /future/,
    ],
    [
      "too short an interval",
      { recurrence: { ...everyMinute, every: 4, unit: "seconds" } },
      "/recurrence/every",
      /5 seconds/,
    ],
    ["an unknown job type", { job: { type: "file:shred", input: {} } }, "/job/type", /one of/],
    ["an input that its type doesn't accept", { job: { ...profileJob, input: {} } }, "/job/input/fileId", /is missing/],
    ["an unknown policy", { overlap: "queue" }, "/overlap", /one of/],
    ["an unknown field", { cron: "* * * * *" }, "/cron", /not|unknown|additional/i],
  ])("%s", async (_, settings, pointer, message) => {
    const { status, body } = await opened.create(settings);
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      { in: "body", pointer, code: expect.any(String), message: expect.stringMatching(message) },
    ]);
  });
});

describe("Schedule operations › list", () => {
  let listed: OpenSchedules;
  const ids: string[] = [];
  beforeAll(async () => {
    listed = await openSchedules("2026-03-06T12:00:00Z");
    for (let i = 0; i < 5; i++) ids.unshift((await listed.schedule({ name: `number ${i}` })).id);
    await listed.post(ids[1] as string, "pause");
  });
  afterAll(() => listed.close());
  const list = async (query: string) =>
    (await listed.gaffer.inOrg("GET", `/schedules?${query}`)).body as never as {
      items: { id: string }[];
      nextCursor: string;
    };
  const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

  test("is newest first, page by page", async () => {
    const first = await list("limit=3");
    const second = await list(`limit=3&cursor=${first.nextCursor}`);
    expect([...idsOf(first), ...idsOf(second)]).toEqual(ids);
    expect(second.nextCursor).toBeNull();
  });

  test("is filtered by state and by type", async () => {
    expect(idsOf(await list("status=paused"))).toEqual([ids[1]]);
    expect(idsOf(await list("status=active&type=file:profile"))).toEqual(ids.toSpliced(1, 1));
    expect(idsOf(await list("type=report:generate"))).toEqual([]);
  });

  test("refuses the cursor of another list", async () => {
    const { nextCursor } = await list("limit=3");
    expect(await listed.gaffer.inOrg("GET", `/schedules?status=paused&cursor=${nextCursor}`)).toMatchObject({
      status: 422,
    });
  });
});

test("Schedule operations › jobs of a schedule › can be listed, whether scheduled or triggered", async () => {
  const { id, nextRunAt } = await opened.schedule({ overlap: "allow" });
  await opened.post(id, "trigger");
  await opened.passAt(nextRunAt as string);
  const { body } = await opened.gaffer.inOrg<{ items: { trigger: string; scheduleId: string }[] }>(
    "GET",
    `/jobs?scheduleId=${id}`,
  );
  expect(body.items.map(({ trigger, scheduleId }) => ({ trigger, scheduleId }))).toEqual([
    { trigger: "schedule", scheduleId: id },
    { trigger: "manual", scheduleId: id },
  ]);
});

test("Schedule operations › deleted schedule › is deleted with its runs, doesn't run, and its jobs stay", async () => {
  const { id, nextRunAt } = await opened.schedule();
  await opened.passAt(nextRunAt as string);
  expect(await opened.gaffer.inOrg("DELETE", `/schedules/${id}`)).toMatchObject({ status: 204 });
  for (const [method, path] of [
    ["GET", ""],
    ["DELETE", ""],
    ["GET", "/runs"],
    ["POST", "/trigger"],
    ["POST", "/pause"],
  ] as const) {
    expect(await opened.gaffer.inOrg(method, `/schedules/${id}${path}`)).toMatchObject({ status: 404 });
  }
  await opened.passAt(new Date(opened.clock.now.getTime() + 60_000).toISOString());
  expect(await opened.jobsOf(id)).toHaveLength(1);
});
