import { expect, test } from "vitest";
import { addRequestExamples } from "../request-examples.ts";

const id = { schema: { $ref: "#/components/schemas/Id" }, name: "id", required: true };
const bodyOf = (model: string) => ({
  content: { "application/json": { schema: { $ref: `#/components/schemas/${model}` } } },
});

function documentWith(operation: object) {
  const variant = (type: string, input: object) => ({ properties: { type: { enum: [type] }, input } });
  return {
    paths: { "/v1/things": { post: { operationId: "createThing", ...operation } } },
    components: {
      parameters: { ThingPath: { ...id } },
      schemas: {
        Id: { examples: ["7", "8"] },
        Thing: { examples: [{ name: "a" }] },
        Unnamed: {},
        Any: { oneOf: [variant("shown", { examples: [{ b: 1 }] }), variant("hidden", {})] },
      },
    },
  };
}

test("addRequestExamples › fills in required parameters, also shared ones, and the body of a model", () => {
  const optional = { ...id, name: "other", required: false };
  const document = documentWith({
    parameters: [{ $ref: "#/components/parameters/ThingPath" }, { ...id }, optional],
    requestBody: bodyOf("Thing"),
  });
  addRequestExamples(document);
  expect(document.components.parameters.ThingPath).toMatchObject({ example: "7" });
  expect(document.paths["/v1/things"].post).toMatchObject({
    parameters: [{}, { example: "7" }, expect.not.objectContaining({ example: "7" })],
    requestBody: { content: { "application/json": { example: { name: "a" } } } },
  });
});

test("addRequestExamples › gives the body of a union an example for each variant that has one", () => {
  const document = documentWith({ requestBody: bodyOf("Any") });
  addRequestExamples(document);
  expect(document.paths["/v1/things"].post).toMatchObject({
    requestBody: {
      content: { "application/json": { examples: { shown: { value: { type: "shown", input: { b: 1 } } } } } },
    },
  });
});

test.each([
  ["a required parameter", { parameters: [{ ...id, name: "size", schema: {} }] }, /createThing .* size/],
  ["a body", { requestBody: bodyOf("Unnamed") }, /createThing .* body/],
])("addRequestExamples › refuses %s without an example", (_, operation, message) => {
  expect(() => addRequestExamples(documentWith(operation))).toThrow(message);
});
