import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeError } from "../../src/describe-error.ts";
import { createLogProbe } from "../harness/log-probe.ts";
import { expectStorable } from "./described-error.ts";
import { make, namedRecipes, recipes } from "./thrown-values.ts";

const shapeOf = (thrown: unknown) =>
  describeError(thrown).details.map(({ relation, depth, type, message }) => [relation, depth, type, message]);

describe("describeError", () => {
  test.each(namedRecipes)("describes $name within its limits", (recipe) => {
    expectStorable(describeError(make(recipe)).details);
  });

  test("describes any thrown value within its limits", () => {
    fc.assert(
      fc.property(recipes, (recipe) => {
        const { message, code = "none", details } = describeError(make(recipe));
        expect(message.length).toBeLessThanOrEqual(2_000);
        expect(code).toMatch(/^[\w.:-]{1,100}$/);
        expectStorable(details);
      }),
      { numRuns: 500 },
    );
  });

  test("includes the constructor, message, code and frames of an error and of each cause", () => {
    class Refused extends Error {}
    const cause = Object.assign(new Error("connect\n    at nothing ECONNREFUSED"), { code: "ECONNREFUSED" });
    const { message, code, details } = describeError(
      new Refused("no report", { cause: new TypeError("no rows", { cause }) }),
    );
    expect({ message, code }).toEqual({ message: "no report", code: undefined });
    expect(details).toMatchObject([
      { relation: "thrown", depth: 0, type: "Refused", message: "no report", code: null },
      { relation: "cause", depth: 1, type: "TypeError", message: "no rows" },
      { relation: "cause", depth: 2, type: "Error", message: cause.message, code: "ECONNREFUSED" },
    ]);
    for (const { stack } of details) expect(stack).toMatch(/^at .*describe-error\.unit\.test\.ts/);
  });

  test("includes the errors of an AggregateError, and each error once", () => {
    const shared = new Error("shared");
    const thrown = new AggregateError([new Error("one", { cause: shared }), new RangeError("two")], "both", {
      cause: shared,
    });
    expect(shapeOf(thrown)).toEqual([
      ["thrown", 0, "AggregateError", "both"],
      ["member", 1, "Error", "one"],
      ["cause", 2, "Error", "shared"],
      ["member", 1, "RangeError", "two"],
    ]);
    expect(shapeOf(make({ kind: "constant", name: "cyclicCauses" }))).toHaveLength(2);
  });

  test("includes an object that isn't an error as JSON, in the details only", () => {
    const thrown = { status: 503, body: { reason: "busy", at: new Date(0), error: new Error("inner") }, big: 1n };
    const { message, details } = describeError(thrown);
    expect(message).toBe("[object Object]");
    expect(JSON.parse(details[0]?.message ?? "")).toEqual({
      status: 503,
      body: { reason: "busy", at: "1970-01-01T00:00:00.000Z", error: "Error: inner" },
      big: "1",
    });
    expect(shapeOf("a word")).toEqual([["thrown", 0, "string", "a word"]]);
    expect(shapeOf(undefined)).toEqual([["thrown", 0, "undefined", "undefined"]]);
  });

  test("shortens the stacks of a long chain and keeps every message", () => {
    const chain = Array.from({ length: 12 }).reduce<Error | undefined>((cause, _, index) => {
      const error = new Error(`error ${index}`, { cause });
      error.stack = `Error: error ${index}\n${"    at somewhere (a/long/path/to/a/file.ts:1:1)\n".repeat(200)}`;
      return error;
    }, undefined);
    const { details } = describeError(chain);
    expectStorable(details);
    expect(details.map(({ message }) => message)).toEqual(
      Array.from({ length: 10 }, (_, index) => `error ${11 - index}`),
    );
    for (const { stack } of details) expect(stack).toMatch(/^at somewhere/);
  });
});

describe("Log", () => {
  test("writes any thrown value as an error", () => {
    const { log, lines } = createLogProbe();
    for (const recipe of namedRecipes.filter(({ name }) => name !== "undefined")) {
      lines.length = 0;
      log.error({ err: make(recipe) }, "thrown");
      expect(lines).toMatchObject([{ msg: "thrown", err: { type: expect.any(String), message: expect.any(String) } }]);
    }
  });

  test("includes the causes of an error and the fields that the database adds", () => {
    const { log, lines } = createLogProbe();
    const cause = Object.assign(new Error("duplicate key"), { code: "23505", detail: "Key (id) exists.", client: {} });
    log.error({ err: new Error("not stored", { cause }) }, "thrown");
    log.error({ err: cause }, "thrown");
    const [first, second] = lines.map(({ err }) => err as { stack: string });
    expect(first).toMatchObject({ type: "Error", message: "not stored" });
    expect(first?.stack).toMatch(/^Error: not stored\n {4}at .*\n {2}caused by: Error: duplicate key\n {6}at /s);
    expect(second).toMatchObject({ message: "duplicate key", code: "23505", detail: "Key (id) exists." });
    expect(lines[1]?.err).not.toHaveProperty("client");
  });
});
