import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type OpenSchedules, openSchedules } from "./open-schedules.ts";

let opened: OpenSchedules;
beforeAll(async () => {
  opened = await openSchedules("2026-03-06T12:00:00Z");
});
afterEach(() => opened.forget());
afterAll(() => opened.close());

describe("pauseSchedule › paused schedule", () => {
  test("doesn't run, and another pause changes nothing", async () => {
    const { id } = await opened.schedule();
    const { body } = await opened.post(id, "pause");
    expect(body).toMatchObject({ status: "paused", pauseReason: "requested", nextRunAt: null, version: 2 });
    expect((await opened.post(id, "pause")).body).toEqual(body);
    await opened.passAt("2026-03-06T12:05:00Z");
    expect(await opened.runs(id)).toEqual([]);
  });

  test("continues with the next time when it is resumed, without the times in between", async () => {
    opened.clock.now = new Date("2026-03-06T12:00:00Z");
    const { id } = await opened.schedule({ missed: "all" });
    await opened.post(id, "pause");
    opened.clock.now = new Date("2026-03-06T12:05:30Z");
    const { body } = await opened.post(id, "resume");
    expect(body).toMatchObject({ status: "active", pauseReason: null, nextRunAt: "2026-03-06T12:06:00.000Z" });
    expect((await opened.post(id, "resume")).body).toEqual(body);
    await opened.passAt("2026-03-06T12:06:00Z");
    expect((await opened.runs(id)).map(({ id }) => id)).toEqual(["2026-03-06T12:06:00.000Z"]);
  });

  test("has ended when it is resumed after its last run", async () => {
    opened.clock.now = new Date("2026-03-06T12:00:00Z");
    const { id } = await opened.schedule({ endsAt: "2026-03-06T12:10:00Z" });
    await opened.post(id, "pause");
    opened.clock.now = new Date("2026-03-06T13:00:00Z");
    const { body } = await opened.post(id, "resume");
    expect(body).toMatchObject({ status: "ended", nextRunAt: null });
    expect((await opened.post(id, "resume")).body).toEqual(body);
  });
});

test("pauseSchedule › ended schedule › can't be paused, and resuming it changes nothing", async () => {
  opened.clock.now = new Date("2026-03-06T12:00:00Z");
  const { id } = await opened.schedule({ recurrence: { kind: "once", at: "2026-03-06T12:01:00Z" } });
  await opened.passAt("2026-03-06T12:01:00Z");
  const ended = await opened.get(id);
  expect(ended).toMatchObject({ status: "ended", nextRunAt: null, runCount: 1 });
  expect(await opened.post(id, "pause")).toMatchObject({
    status: 409,
    body: { type: "/problems/schedule-ended", detail: expect.stringContaining("has ended") },
  });
  expect(await opened.post(id, "resume")).toMatchObject({ status: 200, body: ended });
});
