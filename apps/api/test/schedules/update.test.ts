import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { everyMinute, type OpenSchedules, openSchedules } from "./open-schedules.ts";

let opened: OpenSchedules;
beforeAll(async () => {
  opened = await openSchedules("2026-03-06T12:00:00Z");
});
afterEach(() => opened.forget());
afterAll(() => opened.close());

const daily = { kind: "daily", time: "09:00" };

describe("updateSchedule › update", () => {
  test("changes the given fields only, and increments the version", async () => {
    const before = await opened.schedule({ recurrence: daily, endsAt: "2027-01-01T00:00:00Z", maxRuns: 9 });
    const { status, headers, body } = await opened.update(before.id, { name: "another", overlap: "allow" }, '"1"');
    expect(status).toBe(200);
    expect(headers.get("etag")).toMatch(/^"2\./);
    expect(body).toEqual({ ...before, name: "another", overlap: "allow", version: 2 });
    const { body: unlimited } = await opened.update(before.id, { endsAt: null, maxRuns: null }, '"2"');
    expect(unlimited).toMatchObject({ name: "another", endsAt: null, maxRuns: null, version: 3 });
    expect(await opened.get(before.id)).toEqual(unlimited);
  });

  test("of times changes the next run", async () => {
    const { id } = await opened.schedule({ recurrence: daily });
    expect(await opened.get(id)).toMatchObject({ nextRunAt: "2026-03-07T09:00:00.000Z" });
    const { body } = await opened.update(id, { timezone: "America/New_York" }, "*");
    expect(body.nextRunAt).toBe("2026-03-06T14:00:00.000Z");
    const { body: later } = await opened.update(id, { startsAt: "2026-03-08T00:00:00Z" }, "*");
    // On 8 March 2026 at 9:00, New York already has daylight saving time.
    expect(later.nextRunAt).toBe("2026-03-08T13:00:00.000Z");
  });

  test("without a change keeps the version", async () => {
    const before = await opened.schedule();
    expect((await opened.update(before.id, {}, '"1"')).body).toEqual(before);
  });

  test("can end a schedule and bring it back", async () => {
    const { id } = await opened.schedule();
    await opened.passAt("2026-03-06T12:01:00Z");
    const { body: ended } = await opened.update(id, { maxRuns: 1 }, "*");
    expect(ended).toMatchObject({ status: "ended", nextRunAt: null, runCount: 1 });
    const { body: back } = await opened.update(id, { maxRuns: 2 }, "*");
    expect(back).toMatchObject({ status: "active", nextRunAt: "2026-03-06T12:02:00.000Z" });
  });

  test("leaves a paused schedule paused", async () => {
    const { id } = await opened.schedule();
    await opened.post(id, "pause");
    const { body } = await opened.update(id, { recurrence: daily }, "*");
    expect(body).toMatchObject({ status: "paused", pauseReason: "requested", nextRunAt: null, recurrence: daily });
  });

  test("with an invalid time changes nothing", async () => {
    const before = await opened.schedule();
    const { status, body } = await opened.update(before.id, { name: "x", timezone: "Nowhere" }, "*");
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ in: "body", pointer: "/timezone" }]);
    expect(await opened.get(before.id)).toEqual(before);
  });
});

describe("updateSchedule › If-Match", () => {
  test("is required", async () => {
    const { id } = await opened.schedule();
    const { status, body } = await opened.update(id, { name: "x" });
    expect(status).toBe(428);
    expect(body).toMatchObject({
      type: "/problems/precondition-required",
      detail: expect.stringContaining("If-Match"),
    });
  });

  test("must be the latest version, and a refusal changes nothing", async () => {
    const { id } = await opened.schedule();
    await opened.update(id, { name: "mine" }, '"1"');
    for (const ifMatch of ['"1"', '"3"', 'W/"2"']) {
      const { status, body } = await opened.update(id, { name: "yours" }, ifMatch);
      expect(status).toBe(412);
      expect(body).toMatchObject({
        type: "/problems/precondition-failed",
        detail: expect.stringContaining('"2"'),
      });
    }
    expect(await opened.get(id)).toMatchObject({ name: "mine", version: 2 });
    expect(await opened.update(id, { name: "ours" }, '"1", "2"')).toMatchObject({ status: 200 });
  });

  test("lets one of two concurrent updates succeed", async () => {
    const { id } = await opened.schedule();
    const answers = await Promise.all(["a", "b", "c"].map((name) => opened.update(id, { name }, '"1"')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  test("isn't affected by runs of the scheduler", async () => {
    const { id } = await opened.schedule({ recurrence: everyMinute });
    const at = new Date(opened.clock.now.getTime() + 60_000).toISOString();
    await opened.passAt(at);
    expect(await opened.get(id)).toMatchObject({ runCount: 1, version: 1 });
  });
});
