import { describe, expect, test } from "vitest";
import { problemTypes } from "../../src/http/problem.ts";
import { assertFits } from "./assert-answer.ts";
import { contractOperations, openapi } from "./contract-operations.ts";

const failures = contractOperations.flatMap(({ id, responses }) =>
  Object.entries(responses).flatMap(([status, { content = {} }]) => {
    const examples = content["application/problem+json"]?.examples;
    return Number(status) < 400 ? [] : [{ id, status: Number(status), examples: Object.entries(examples ?? {}) }];
  }),
);

describe("Problem responses of the contract", () => {
  test("have an example of each of their problems, with the status and the title of its type", () => {
    expect(failures.length).toBeGreaterThan(500);
    for (const { id, status, examples } of failures) {
      expect(examples.length, `${id} ${status}`).toBeGreaterThan(0);
      for (const [name, { value }] of examples) {
        const type = `/problems/${name}` as keyof typeof problemTypes;
        assertFits({ $ref: "#/components/schemas/Problem" }, value);
        expect(value).toMatchObject({ type, status, title: problemTypes[type].title });
      }
    }
  });

  test("are shared by the operations", () => {
    for (const methods of Object.values(openapi.paths))
      for (const { responses } of Object.values(methods as Record<string, { responses: Record<string, object> }>))
        for (const [status, response] of Object.entries(responses))
          if (status >= "400") expect(Object.keys(response)).toEqual(["$ref"]);
  });

  test("name each problem that an operation can have, and every type but the one of unknown methods", () => {
    const named = new Set(failures.flatMap(({ examples }) => examples.map(([name]) => `/problems/${name}`)));
    const missing = Object.keys(problemTypes).filter((type) => !named.has(type));
    expect(missing).toEqual(["/problems/method-not-allowed"]);
    const of = (id: string, status: number) =>
      failures.find((each) => each.id === id && each.status === status)?.examples.map(([name]) => name);
    expect(of("cancelJob", 409)).toEqual(["job-status", "idempotency-in-flight"]);
    expect(of("createJob", 403)).toEqual(["forbidden", "quota-exceeded", "org-deletion-scheduled", "org-suspended"]);
    expect(of("getJob", 403)).toEqual(["forbidden"]);
  });
});
