import { expect, test } from "vitest";
import { checkSummaries, describeBodyLimits } from "../openapi-document.ts";
import { SpecError } from "../spec-error.ts";

const components = { schemas: {}, parameters: {} };
const json = { content: { "application/json": {} } };
const documentWith = (operation: object) => ({
  paths: { "/v1/things": { post: { operationId: "createThing", description: "Creates a thing.", ...operation } } },
  components,
});

test.each([
  ["says no limit", { requestBody: json }],
  ["says none that is a number of bytes", { requestBody: json, "x-body-limit": 0.5 }],
  ["has a limit and no JSON body", { requestBody: { content: { "*/*": {} } }, "x-body-limit": 1024 }],
])("describeBodyLimits › refuses an operation that %s", (_, operation) => {
  const describing = () => describeBodyLimits(documentWith(operation));
  expect(describing).toThrow(SpecError);
  expect(describing).toThrow(/createThing/);
});

test.each([
  [65_536, "64 KiB"],
  [2_097_152, "2 MiB"],
])("describeBodyLimits › describes %d bytes as %s", (limit, size) => {
  const document = documentWith({ requestBody: json, "x-body-limit": limit });
  describeBodyLimits(document);
  expect(document.paths["/v1/things"].post.description).toBe(`Creates a thing.\n\nThe body has at most ${size}.`);
});

test.each([
  ["no summary", {}],
  ["a summary of six words", { summary: "Create a thing for the organization" }],
  ["a summary that ends like a sentence", { summary: "Create a thing." }],
])("checkSummaries › refuses an operation with %s", (_, operation) => {
  expect(() => checkSummaries(documentWith(operation))).toThrow(/createThing has no @summary/);
});

test("checkSummaries › accepts an imperative of up to five words", () => {
  expect(() => checkSummaries(documentWith({ summary: "List a thing's open jobs" }))).not.toThrow();
});
