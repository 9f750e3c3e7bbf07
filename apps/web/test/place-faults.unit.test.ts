import type { FieldError } from "@gaffer/client";
import { describe, expect, test } from "vitest";
import { placeFaults } from "../src/components/place-faults.ts";

const fault = (pointer: string, message: string, more: Partial<FieldError> = {}): FieldError => ({
  in: "body",
  pointer,
  code: "invalid_format",
  message,
  ...more,
});
const place = (fields: string[], ...faults: FieldError[]) => placeFaults(faults, (name) => fields.includes(name));

describe("placeFaults", () => {
  test("places each fault at its own field, as a sentence", () => {
    const faults = [fault("/name", "is missing"), fault("/job/input/url", "must be a URL")];
    expect(place(["/name", "/job/input/url"], ...faults)).toEqual({
      byField: { "/name": "Is missing.", "/job/input/url": "Must be a URL." },
      isComplete: true,
    });
  });

  test("places faults within a value at the field of the value, with their paths", () => {
    const faults = [fault("/scopes/1", "can't be org:own"), fault("/scopes/2/a~1b", "is unknown")];
    expect(place(["/scopes"], ...faults)).toEqual({
      byField: { "/scopes": "2 can't be org:own. 3 › a/b is unknown." },
      isComplete: true,
    });
  });

  test("reports faults that no field has, and faults outside of the body", () => {
    const faults = [fault("/name", "is missing"), fault("/names", "is unknown"), fault("", "must be an object")];
    expect(place(["/name"], ...faults)).toEqual({ byField: { "/name": "Is missing." }, isComplete: false });
    const inHeader = fault("/name", "is too long", { in: "header" });
    expect(place(["/name"], inHeader)).toEqual({ byField: {}, isComplete: false });
  });
});
