/** Valid values of a schema of the contract, as arbitraries of fast-check. */
import fc from "fast-check";
import { someFileId as someId } from "../harness/test-gaffer.ts";
import { openapi } from "./contract-operations.ts";

export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  oneOf?: Schema[];
  anyOf?: Schema[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  examples?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
}

/** Maximum number of items of a generated list. Longer lists test nothing more. */
const enoughItems = 3;

export function resolve(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const schemas = openapi.components.schemas as unknown as Record<string, Schema>;
  return resolve(schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {});
}

/** Valid values of the schema. `complete`: all optional fields are present. Default: false. */
export function valid(schema: Schema, complete = false): fc.Arbitrary<unknown> {
  const { type, enum: values, const: only, oneOf, anyOf, ...rest } = resolve(schema);
  if (only !== undefined) return fc.constant(only);
  if (values) return fc.constantFrom(...values);
  const variants = oneOf ?? anyOf;
  if (variants) return fc.oneof(...variants.map((variant) => valid(variant, complete)));
  switch (type) {
    case "object":
      return validObject(rest, complete);
    case "array":
      return fc.array(valid(rest.items ?? {}, complete), { minLength: rest.minItems ?? 0, maxLength: enoughItems });
    case "string":
      return validText(rest);
    case "integer":
      return fc.integer({ min: rest.minimum ?? -(2 ** 31), max: rest.maximum ?? 2 ** 31 - 1 });
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return fc.jsonValue();
  }
}

function validObject({ properties = {}, required = [] }: Schema, complete: boolean): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, valid(schema, complete)]),
  );
  return fc.record(fields, {
    requiredKeys: complete ? Object.keys(fields) : required,
    noNullPrototype: true,
  });
}

function validText({ format, pattern, minLength = 0, maxLength, examples }: Schema): fc.Arbitrary<string> {
  if (format === "uuid") return fc.oneof(fc.uuid(), fc.constantFrom(...((examples ?? []) as string[]), someId));
  if (format === "email") return fc.emailAddress();
  if (format === "date-time") {
    const between = (min: string, max: string) =>
      fc.date({ min: new Date(min), max: new Date(max), noInvalidDate: true }).map((date) => date.toISOString());
    // Some fields need a past time, others a future one.
    return fc.oneof(between("1970-01-01", "2026-11-20"), between("2030-01-01", "9999-12-31"));
  }
  // A generated text matches the pattern, but may be longer than the schema allows.
  const text = pattern
    ? fc.stringMatching(new RegExp(pattern)).filter((text) => text.length <= (maxLength ?? text.length))
    : fc.string({ minLength, maxLength: Math.min(maxLength ?? 40, minLength + 40), unit: "grapheme" });
  // Random text is hardly ever valid for a schema with examples, such as time zones or tokens.
  return examples ? fc.oneof({ arbitrary: fc.constantFrom(...(examples as string[])), weight: 5 }, text) : text;
}
