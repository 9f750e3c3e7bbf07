import { expect, test } from "vitest";
import { isZone, zoneOf } from "../../src/modules/schedules/recurrence/zone.ts";

const hour = 3_600_000;
const forward = Date.parse("2026-03-29T01:00:00Z");
const back = Date.parse("2026-10-25T01:00:00Z");
const summer = { from: forward, until: back, offset: 2 * hour, offsetBefore: hour, offsetAfter: hour };

// Each case uses another zone with the same clocks, because the code caches what it has found for a zone.
test.each([
  ["its first instant", "Europe/Berlin", forward],
  ["its middle", "Europe/Paris", Date.parse("2026-07-01T00:00:00Z")],
  ["its last millisecond", "Europe/Vienna", back - 1],
])("Time zone › stretch without clock changes › is found from %s", (_, zone, instant) => {
  expect(zoneOf(zone).stretchAt(instant)).toEqual(summer);
});

test("Time zone › next stretch › starts where the previous one ends, in any order of calls", () => {
  const walked = zoneOf("Europe/Rome");
  walked.stretchAt(forward);
  expect(walked.stretchAt(back)).toEqual(zoneOf("Europe/Madrid").stretchAt(back));
});

test("Time zone › zone without clock changes › has one stretch", () => {
  expect(zoneOf("UTC").stretchAt(0)).toEqual({
    from: Number.NEGATIVE_INFINITY,
    until: Number.POSITIVE_INFINITY,
    offset: 0,
    offsetBefore: 0,
    offsetAfter: 0,
  });
});

test("Time zone › name › is case-insensitive", () => {
  expect(zoneOf("asia/TOKYO")).toBe(zoneOf("Asia/Tokyo"));
});

test.each(["", "+02:00", "Europe/Berlim", "Europe/Berlin ", "\u0000", "__proto__"])(
  "Time zone › invalid name %j › is refused",
  (name) => {
    expect(isZone(name)).toBe(false);
  },
);
