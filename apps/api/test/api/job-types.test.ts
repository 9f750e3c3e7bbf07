import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openapi } from "../contract/contract-operations.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

interface JobTypeDescription {
  type: string;
  description: string;
  inputSchema: { required?: string[] };
  outputSchema: Record<string, unknown>;
  inputExample: Record<string, unknown>;
}

const types = Object.keys(openapi.components.schemas.CreateJobRequest.discriminator.mapping);

let gaffer: TestGaffer;
let items: JobTypeDescription[];
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
  const { status, body } = await gaffer.inOrg("GET", "/job-types");
  expect(status).toBe(200);
  items = body.items;
});
afterAll(() => gaffer.stop());

/** A validator that knows only JSON Schema 2020-12 and the formats of OpenAPI. */
function compile(schema: object) {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

function find(type: string): JobTypeDescription {
  const found = items.find((item) => item.type === type);
  if (!found) throw new Error(`there is no job type ${type}`);
  return found;
}

test("listJobTypes › list › has every job type of the contract in alphabetical order", () => {
  expect(items.map(({ type }) => type)).toEqual(types.toSorted());
});

describe.each(types)("listJobTypes › %s", (type) => {
  test("has self-contained schemas that name their dialect", () => {
    for (const schema of [find(type).inputSchema, find(type).outputSchema]) {
      expect(schema).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema" });
      expect(() => compile(schema)).not.toThrow();
    }
  });

  test("has an example that its schema and the API accept", async () => {
    const { inputSchema, inputExample } = find(type);
    const validate = compile(inputSchema);
    expect(validate(inputExample), JSON.stringify(validate.errors)).toBe(true);
    expect(Object.keys(inputExample).length).toBeGreaterThan(0);
    const { status } = await gaffer.inOrg("POST", "/jobs", { type, input: inputExample });
    expect(status).toBe(201);
  });

  test("has a schema that refuses what the API refuses", async () => {
    const { inputSchema, inputExample } = find(type);
    const [required] = inputSchema.required ?? Object.keys(inputExample);
    const { [required as string]: _, ...incomplete } = inputExample;
    for (const input of [incomplete, { ...inputExample, extra: 1 }, { ...inputExample, [required as string]: 7 }]) {
      expect(compile(inputSchema)(input), JSON.stringify(input)).toBe(false);
      expect(await gaffer.inOrg("POST", "/jobs", { type, input })).toMatchObject({ status: 422 });
    }
  });

  test("has a description and the defaults of a new job", async () => {
    const { description, inputExample, ...defaults } = find(type);
    const { body } = await gaffer.inOrg("POST", "/jobs", { type, input: inputExample });
    expect(description).toMatch(/^[A-Z].+\.$/s);
    expect(defaults).toMatchObject({ timeoutSeconds: body.timeoutSeconds, maxAttempts: body.maxAttempts });
  });
});
