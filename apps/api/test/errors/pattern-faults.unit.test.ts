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
    for (const kind of ["body", "parameters"] as const) {
      const validate = compile(kind, { type: "object", properties: { value: schema } });
      // No pattern of the contract accepts this value, and every length limit does.
      const errors = validate.allErrors({ value: "\u0100 \n" });
      const messages = toFieldErrors("body", errors).map(({ message }) => message);
      expect(messages).toEqual([schema["x-pattern-message"]]);
      expect(messages[0]).toMatch(/^must (be|have) \w+/);
    }
  });
});
