import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api", now: () => new Date("2026-03-27T12:00:00Z") });
});
afterAll(() => gaffer.stop());

const preview = (request: unknown) => gaffer.inOrg("POST", "/schedules/preview", request);
const daily = { kind: "daily", time: "02:30" };

test("previewSchedule › next runs › have notes about what affects them", async () => {
  const { status, body } = await preview({ recurrence: daily, timezone: "Europe/Berlin", count: 3 });
  expect(status).toBe(200);
  expect(body).toEqual({
    occurrences: [
      { at: "2026-03-28T01:30:00.000Z", local: "2026-03-28T02:30:00+01:00" },
      {
        at: "2026-03-29T01:30:00.000Z",
        local: "2026-03-29T03:30:00+02:00",
        note: { code: "timeSkipped", text: expect.stringContaining("There is no 02:30 on 2026-03-29") },
      },
      { at: "2026-03-30T00:30:00.000Z", local: "2026-03-30T02:30:00+02:00" },
    ],
  });
});

test("previewSchedule › defaults › are five runs in UTC", async () => {
  const { body } = await preview({ recurrence: daily });
  expect(body.occurrences).toHaveLength(5);
  expect(body.occurrences[0].local).toBe("2026-03-28T02:30:00+00:00");
});

test("previewSchedule › runs › end with the schedule", async () => {
  const recurrence = { kind: "weekly", weekdays: ["monday"], time: "08:00" };
  const { body: counted } = await preview({ recurrence, maxRuns: 2, count: 100 });
  expect(counted.occurrences).toHaveLength(2);
  const { body: ended } = await preview({ recurrence, endsAt: "2026-04-13T08:00:00Z", count: 100 });
  expect(ended.occurrences.map(({ at }: { at: string }) => at)).toEqual([
    "2026-03-30T08:00:00.000Z",
    "2026-04-06T08:00:00.000Z",
  ]);
});

describe("previewSchedule › refused preview", () => {
  const weekly = { kind: "weekly", time: "08:00" };
  test.each([
    ["an unknown kind", { kind: "yearly" }, "/recurrence/kind", /one of "daily", "weekly", .*"once"$/],
    ["no kind", { time: "08:00" }, "/recurrence/kind", /must be one of "daily", "weekly"/],
    [
      "an unknown day of the month",
      { kind: "monthly", on: { kind: "dey" }, time: "08:00" },
      "/recurrence/on/kind",
      /"lastDay"/,
    ],
    ["an invalid time", { kind: "daily", time: "24:00" }, "/recurrence/time", /must be a time of day/],
    ["no weekday", { ...weekly, weekdays: [] }, "/recurrence/weekdays", /at least 1 item/],
    [
      "a weekday twice",
      { ...weekly, weekdays: ["monday", "monday"] },
      "/recurrence/weekdays",
      /no duplicates: items 0 and 1/,
    ],
    ["a wrong expression", { kind: "cron", expression: "0 25 * * *" }, "/recurrence/expression", /invalid hour: "25"/],
  ])("%s", async (_, recurrence, pointer, message) => {
    const { status, body } = await preview({ recurrence });
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      { in: "body", pointer, code: expect.any(String), message: expect.stringMatching(message) },
    ]);
  });

  test("has no instant, and the message doesn't suggest null", async () => {
    const { body } = await preview({ recurrence: daily, startsAt: "tomorrow" });
    expect(body.errors).toEqual([
      { in: "body", pointer: "/startsAt", code: "invalid_format", message: "must be a date-time" },
    ]);
  });

  test("has more than a hundred runs", async () => {
    const { body } = await preview({ recurrence: daily, count: 101 });
    expect(body.errors[0].pointer).toBe("/count");
  });
});

test("previewSchedule › hundred runs › take little time", async () => {
  const request = { recurrence: { kind: "monthly", on: { kind: "day", day: 31 }, time: "02:30" }, count: 100 };
  await preview({ ...request, timezone: "Europe/Berlin" });
  const before = process.cpuUsage();
  const { body } = await preview({ ...request, timezone: "Europe/Berlin" });
  expect(body.occurrences).toHaveLength(100);
  // Microseconds of CPU time. Usually a tenth of this; iterating day by day takes seconds.
  expect(process.cpuUsage(before).user).toBeLessThan(200_000);
});
