/** The job types of the contract, read from its OpenAPI document. */
import type { JobType } from "@gaffer/contracts/server";
import { StartError } from "../../errors.ts";
import { compileModel, openapi } from "../../http/schemas.ts";

type Schema = { [keyword: string]: unknown };
type JobSchema = {
  description: string;
  "x-title"?: string;
  properties: { type: { enum: [JobType] }; input: { $ref: string }; output: { anyOf: [{ $ref: string }] } };
};

const schemas = openapi.components.schemas as unknown as Record<string, Schema>;

export interface JobTypeModels {
  type: JobType;
  description: string;
  /** Template of the jobs' titles, such as `{method} {url}`. undefined: the jobs have no title. */
  titleTemplate: string | undefined;
  inputModel: string;
  outputModel: string;
}

/** All job types with the names of their models. */
export const jobTypeModels: readonly JobTypeModels[] = openapi.components.schemas.Job.oneOf.map(({ $ref }) => {
  const { description, "x-title": titleTemplate, properties } = schemas[modelName($ref)] as unknown as JobSchema;
  return {
    type: properties.type.enum[0],
    description,
    titleTemplate,
    inputModel: modelName(properties.input.$ref),
    outputModel: modelName(properties.output.anyOf[0].$ref),
  };
});

const creatable: readonly JobType[] = openapi.components.schemas.CreatableJobType.enum as JobType[];

/** Describes the creatable job types for forms. The schemas are self-contained. */
export function describeJobTypes() {
  return jobTypeModels
    .filter(({ type }) => creatable.includes(type))
    .map(({ type, description, inputModel, outputModel }) => ({
      type,
      description,
      inputSchema: standalone(inputModel),
      outputSchema: standalone(outputModel),
      inputExample: ((schemas[inputModel]?.examples as Schema[] | undefined)?.[0] ?? {}) as Schema,
    }));
}

/**
 * Throws when a job type of the contract has no handler, or a handler has no job type. Needed because Node.js runs code
 * that doesn't compile.
 */
export function assertEachTypeHasHandler(handled: readonly string[]): void {
  const types: readonly string[] = jobTypeModels.map(({ type }) => type);
  const missing = types.find((type) => !handled.includes(type));
  if (missing !== undefined) {
    throw new StartError(
      `The job type ${missing} has no handler. Define it with job("${missing}", …), and add that to the list of jobs in ` +
        "apps/api/src/app.ts; docs/adding-a-job.md shows how.",
    );
  }
  const unknown = handled.find((type) => !types.includes(type));
  if (unknown !== undefined) {
    throw new StartError(
      `The contract has no job type ${unknown}, but a handler is registered for it. Run npm run generate ` +
        "if its .tsp is in packages/contracts/spec/job-types; otherwise remove the job from apps/api/src/app.ts.",
    );
  }
}

let validators: ReturnType<typeof compileValidators> | undefined;

/** Validators of the input and output of each job type. */
export function compileJobTypes() {
  validators ??= compileValidators();
  return validators;
}

function compileValidators() {
  return new Map(
    jobTypeModels.map(({ type, inputModel, outputModel }) => [
      type,
      { input: compileModel(inputModel), output: compileModel(outputModel) },
    ]),
  );
}

/**
 * Returns the schema of a model with all referenced models under `$defs`. Removes the contract's own keywords, which
 * strict validators refuse.
 */
function standalone(model: string): Schema {
  const definitions: Record<string, unknown> = {};
  const collect = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value, withEither), (key, child) => {
      if (key.startsWith("x-")) return undefined;
      if (key !== "$ref" || typeof child !== "string" || !child.startsWith("#/components/schemas/")) return child;
      const name = modelName(child);
      if (!(name in definitions)) {
        definitions[name] = undefined;
        definitions[name] = collect(schemas[name]);
      }
      return `#/$defs/${name}`;
    });
  const schema = collect(schemas[model]) as Schema;
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    ...schema,
    ...(Object.keys(definitions).length > 0 && { $defs: definitions }),
  };
}

/** Says in JSON Schema that a relative period replaces start and end. */
function withEither(_: string, value: unknown): unknown {
  const { start, end, relative } = (value as { "x-period"?: Record<string, string> } | null)?.["x-period"] ?? {};
  if (!start || !end || !relative) return value;
  // Strict validators demand that a required property is declared beside.
  const having = (...names: string[]) => ({
    properties: Object.fromEntries(names.map((name) => [name, {}])),
    required: names,
  });
  return { ...(value as Schema), oneOf: [having(start, end), having(relative)] };
}

function modelName(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}
