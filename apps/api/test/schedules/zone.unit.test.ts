import { expect, test } from "vitest";
import { isZone, zoneOf } from "../../src/modules/schedules/recurrence/zone.ts";

const hour = 3_600_000;
const forward = Date.parse("2026-03-29T01:00:00Z");
const back = Date.parse("2026-10-25T01:00:00Z");
const summer = { from: forward, until: back, offset: 2 * hour, offsetBefore: hour, offsetAfter: hour };

// Each asks a zone with the same clocks that nobody has asked before: what is remembered mustn't help.
test.each([
  ["the change that begins it", "Europe/Berlin", forward],
  ["the middle of it", "Europe/Paris", Date.parse("2026-07-01T00:00:00Z")],
  ["its last millisecond", "Europe/Vienna", back - 1],
])("Time zone › a stretch is the same from %s", (_, zone, instant) => {
  expect(zoneOf(zone).stretchAt(instant)).toEqual(summer);
});

test("Time zone › the stretch after it begins where it ends, whether or not it was asked for first", () => {
  const walked = zoneOf("Europe/Rome");
  walked.stretchAt(forward);
  expect(walked.stretchAt(back)).toEqual(zoneOf("Europe/Madrid").stretchAt(back));
});

test("Time zone › where clocks never change there is one stretch", () => {
  expect(zoneOf("UTC").stretchAt(0)).toEqual({
    from: Number.NEGATIVE_INFINITY,
    until: Number.POSITIVE_INFINITY,
    offset: 0,
    offsetBefore: 0,
    offsetAfter: 0,
  });
});

test("Time zone › a zone is the same in upper and lower case", () => {
  expect(zoneOf("asia/TOKYO")).toBe(zoneOf("Asia/Tokyo"));
});

test.each(["", "+02:00", "Europe/Berlim", "Europe/Berlin ", "\u0000", "__proto__"])(
  "Time zone › %j is no zone",
  (name) => {
    expect(isZone(name)).toBe(false);
  },
);
