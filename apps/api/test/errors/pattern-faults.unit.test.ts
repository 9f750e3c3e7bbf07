import { describe, expect, test } from "vitest";
import { compile, openapi, toFieldErrors } from "../../src/http/schemas.ts";

type Schema = { pattern?: string; "x-pattern-message"?: string };

/** Every schema of the contract that has a pattern, by its place in the document. */
function schemasWithPattern(part: unknown, place: string): [place: string, schema: Schema][] {
  if (typeof part !== "object" || part === null) return [];
  const within = Object.entries(part).flatMap(([key, child]) => schemasWithPattern(child, `${place}/${key}`));
  return typeof (part as Schema).pattern === "string" ? [[place, part as Schema], ...within] : within;
}

describe("Pattern faults", () => {
  test.each(schemasWithPattern(openapi, ""))("of %s say in words which format is expected", (_place, schema) => {
    const validate = compile({ type: "object", properties: { value: schema } });
    // No pattern of the contract accepts this value, and every length limit does.
    const [fault, ...others] = toFieldErrors("body", validate.allErrors({ value: "\u0100 \n" }));
    expect(fault).toMatchObject({ code: "invalid_format", message: schema["x-pattern-message"] });
    expect(fault?.message).toMatch(/^must (be|have) \w+/);
    expect(others).toEqual([]);
  });
});
