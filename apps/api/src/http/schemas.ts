/** Compiles the contract's schemas, and converts validation errors to the faults that a problem names. */
import openapi from "@gaffer/contracts/openapi.json" with { type: "json" };
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { cutPointer, pointerTo } from "../json-safety.ts";
import { formats, validatePeriod } from "./formats.ts";
import { type FieldError, maxFaults } from "./problem.ts";

export { openapi };

function createAjv(allErrors: boolean): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    allErrors,
    discriminator: true,
    // With `verbose`, an error contains its schema, which has the allowed values.
    verbose: true,
    useDefaults: true,
    formats,
  });
  ajv.addKeyword({ keyword: "x-period", type: "object", schemaType: "object", validate: validatePeriod, errors: true });
  ajv.addSchema(forAjv(openapi, allErrors) as object, "contract");
  return ajv;
}

function forAjv(schema: object, allErrors: boolean): unknown {
  return JSON.parse(JSON.stringify(schema), (key, part) => {
    // The mapping is removed, because ajv refuses a discriminator with a mapping.
    if (key === "discriminator") return { propertyName: part.propertyName };
    return allErrors && typeof part === "object" && part !== null ? bounded(part) : part;
  });
}

/**
 * When ajv collects all errors, it continues after a broken limit. So costly keywords apply only to values within the
 * limits.
 */
function bounded(part: Record<string, unknown>): Record<string, unknown> {
  const { pattern, "x-pattern-message": patternMessage, format, items, uniqueItems, ...rest } = part;
  const { maxLength, maxItems } = rest;
  const costly = Object.entries(
    typeof maxLength === "number"
      ? { pattern, "x-pattern-message": patternMessage, format }
      : typeof maxItems === "number"
        ? { items, uniqueItems }
        : {},
  ).filter(([, value]) => value !== undefined);
  if (costly.length === 0) return part;
  return {
    ...rest,
    if: typeof maxLength === "number" ? { maxLength } : { maxItems },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: Object.fromEntries(costly),
  };
}

/** `first` stops at the first error, `all` collects all errors. */
const ajvs = { first: lazily(() => createAjv(false)), all: lazily(() => createAjv(true)) };

function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

export interface Validator {
  /** Whether the value is valid. Fills in defaults. Stops at the first error. */
  (value: unknown): boolean;
  /** Errors of the last validation. */
  errors?: readonly ErrorObject[] | null | undefined;
  /** All errors of the value. */
  allErrors(value: unknown): readonly ErrorObject[];
}

/**
 * Creates a validator of a schema with references into the contract. Compiles it at first use: compiling all takes a
 * second, and most processes use few.
 */
export function compile(schema: object): Validator {
  const compileFor = (errors: "first" | "all"): ValidateFunction => {
    const text = JSON.stringify(forAjv(schema, errors === "all"));
    return ajvs[errors]().compile(JSON.parse(text.replaceAll('"#/components/', '"contract#/components/')));
  };
  const first = lazily(() => compileFor("first"));
  const all = lazily(() => compileFor("all"));
  function validate(value: unknown): boolean {
    const isValid = first()(value);
    validator.errors = first().errors;
    return isValid;
  }
  function allErrors(value: unknown): readonly ErrorObject[] {
    all()(value);
    return all().errors ?? [];
  }
  const validator: Validator = Object.assign(validate, { allErrors });
  return validator;
}

/** Creates a validator of a named model of the contract. */
export function compileModel(name: string): Validator {
  return compile({ $ref: `#/components/schemas/${name}` });
}

/** Whether the schema's values are numbers. */
export function isNumber(schema: { $ref?: string; type?: unknown }): boolean {
  if (schema.$ref === undefined) return schema.type === "integer" || schema.type === "number";
  const schemas = openapi.components.schemas as Record<string, { $ref?: string; type?: unknown }>;
  return isNumber(schemas[schema.$ref.slice("#/components/schemas/".length)] ?? {});
}

/** Converts validation errors to field errors with readable messages. One per field, at most 50. */
export function toFieldErrors(
  where: FieldError["in"],
  errors: readonly ErrorObject[] | null | undefined,
): FieldError[] {
  const faults = new Map<string, ErrorObject>();
  for (const error of withoutNullBranches(errors ?? [])) {
    const place = pointer(error);
    // Each field gets one error: the first, or the error that lists the allowed values, which are more helpful than the
    // type.
    if (faults.has(place) && error.keyword !== "enum") continue;
    if (faults.size === maxFaults && !faults.has(place)) break;
    faults.set(place, error);
  }
  return [...faults].map(([place, error]) => ({
    in: where,
    pointer: cutPointer(place),
    ...explain(error),
  }));
}

/**
 * The schema of a nullable value has two branches: the value's type, and null. Drops the errors of the null branch
 * unless there are no other errors.
 */
function withoutNullBranches(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const telling = errors.filter(
    ({ keyword, params }) => keyword !== "anyOf" && keyword !== "if" && params.type !== "null",
  );
  return telling.length > 0 ? telling : errors;
}

function pointer({ instancePath, keyword, params, propertyName }: ErrorObject): string {
  const missing = {
    required: params.missingProperty,
    additionalProperties: params.additionalProperty,
    discriminator: params.tag,
    "x-period": params.property,
    propertyNames: params.propertyName,
  };
  // Of a name that isn't allowed, ajv sets `propertyName`.
  const property: unknown = propertyName ?? missing[keyword as keyof typeof missing];
  return typeof property === "string" ? pointerTo(instancePath, property) : instancePath;
}

function explain({ keyword, params, parentSchema }: ErrorObject): Pick<FieldError, "code" | "message"> {
  switch (keyword) {
    case "required":
      return { code: "missing", message: "is missing" };
    case "additionalProperties":
      return { code: "unknown", message: "is unknown" };
    case "enum":
      return { code: "not_allowed", message: `must be one of ${listed(params.allowedValues)}` };
    case "discriminator":
      return {
        code: params.tagValue === undefined ? "missing" : "not_allowed",
        message: `must be one of ${listed(tags(parentSchema))}`,
      };
    case "type":
      return { code: "wrong_type", message: `must be ${[params.type].flat().map(withArticle).join(" or ")}` };
    case "pattern":
      return { code: "invalid_format", message: parentSchema?.["x-pattern-message"] };
    case "format":
      return { code: "invalid_format", message: `must be ${withArticle(params.format)}` };
    case "uniqueItems":
      return { code: "duplicate", message: `must have no duplicates: items ${params.j} and ${params.i} are equal` };
    case "minItems":
      return { code: "too_short", message: `must have at least ${counted(params.limit, "item")}` };
    case "maxItems":
      return { code: "too_long", message: `must have at most ${counted(params.limit, "item")}` };
    case "minLength":
      return { code: "too_short", message: `must have at least ${counted(params.limit, "character")}` };
    case "maxProperties":
      return { code: "too_long", message: `must have at most ${params.limit} names` };
    case "maxLength":
      return { code: "too_long", message: `must have at most ${counted(params.limit, "character")}` };
    case "minimum":
      return { code: "too_small", message: `must be at least ${params.limit}` };
    case "maximum":
      return { code: "too_large", message: `must be at most ${params.limit}` };
    case "x-period":
      return { code: params.code, message: params.message };
    default:
      throw new Error(`the keyword ${keyword} has no message for callers`);
  }
}

function listed(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(", ");
}

function withArticle(type: string): string {
  if (type === "null") return type;
  return `${/^[aeio]/.test(type) ? "an" : "a"} ${type}`;
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
}

function tags(union: ErrorObject["parentSchema"]): string[] {
  const variants = (union?.oneOf ?? []) as { $ref: string }[];
  const tag: string = union?.discriminator?.propertyName ?? "type";
  const schemas = openapi.components.schemas as Record<string, { properties?: Record<string, { enum?: string[] }> }>;
  return variants.flatMap(({ $ref }) => schemas[$ref.split("/").at(-1) ?? ""]?.properties?.[tag]?.enum ?? []);
}
