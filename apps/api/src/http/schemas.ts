/**
 * Compiles the contract's schemas. Bodies are validated as they are. Parameters are text and are converted to the type
 * of the schema.
 */
import openapi from "@gaffer/contracts/openapi.json" with { type: "json" };
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { escapePointer } from "../json-safety.ts";
import type { FieldError } from "./problem.ts";

export { openapi };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const dateTime = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/** E-mail addresses. ASCII only, so that two different addresses can't look alike. */
const email =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.)+[A-Za-z0-9-]{1,62}[A-Za-z0-9]$/;

const formats = {
  uuid,
  email,
  // The format `password` is a hint for forms. Any text is valid.
  password: true,
  // `date-time` is an instant that both `Date` and PostgreSQL can represent, with a four-digit year also in UTC. Leap
  // seconds and 31 February are invalid.
  "date-time": (text: string) => dateTime.test(text) && dayExists(text) && yearIsCommon(new Date(text)),
  int32: true,
  int64: true,
  double: true,
} as const;

function dayExists(text: string): boolean {
  const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8, 10)].map(Number) as [
    number,
    number,
    number,
  ];
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function yearIsCommon(instant: Date): boolean {
  return instant.getUTCFullYear() >= 1 && instant.getUTCFullYear() <= 9999;
}

function createAjv({ coerceTypes, allErrors }: { coerceTypes: boolean; allErrors: boolean }): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    allErrors,
    discriminator: true,
    // With `verbose`, an error contains its schema, which has the allowed values.
    verbose: true,
    useDefaults: true,
    coerceTypes,
    formats,
  });
  ajv.addKeyword({ keyword: "x-period", type: "object", schemaType: "object", validate: validatePeriod, errors: true });
  ajv.addSchema(forAjv(openapi, allErrors) as object, "contract");
  return ajv;
}

interface Period {
  start: string;
  end: string;
  maxDays: number;
}

/** Refuses an object whose times break its `@period`. Accepts values that aren't times: other keywords refuse them. */
function validatePeriod({ start, end, maxDays }: Period, value: Record<string, string>): boolean {
  const days = (Date.parse(value[end] ?? "") - Date.parse(value[start] ?? "")) / 86_400_000;
  const faults =
    days <= 0
      ? [
          { property: start, message: `must be before ${end}` },
          { property: end, message: `must be after ${start}` },
        ]
      : days > maxDays
        ? [{ property: end, message: `must be at most ${maxDays} days after ${start}` }]
        : [];
  validatePeriod.errors = faults.map((params) => ({ keyword: "x-period", params }));
  return faults.length === 0;
}
validatePeriod.errors = [] as Partial<ErrorObject>[];

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

/** Validators of bodies and of parameters: `first` stops at the first error, `all` collects all errors. */
const ajvs = {
  body: ajvPair(false),
  parameters: ajvPair(true),
};

function ajvPair(coerceTypes: boolean) {
  return {
    first: lazily(() => createAjv({ coerceTypes, allErrors: false })),
    all: lazily(() => createAjv({ coerceTypes, allErrors: true })),
  };
}

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
export function compile(kind: keyof typeof ajvs, schema: object): Validator {
  const compileFor = (errors: "first" | "all"): ValidateFunction => {
    const text = JSON.stringify(forAjv(schema, errors === "all"));
    return ajvs[kind][errors]().compile(JSON.parse(text.replaceAll('"#/components/', '"contract#/components/')));
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
  return compile("body", { $ref: `#/components/schemas/${name}` });
}

const maxFaults = 50;
const maxPointerLength = 1_000;

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
    pointer: place.length > maxPointerLength ? `${place.slice(0, maxPointerLength)}…` : place,
    message: message(error),
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

function pointer({ instancePath, keyword, params }: ErrorObject): string {
  const missing = {
    required: params.missingProperty,
    additionalProperties: params.additionalProperty,
    discriminator: params.tag,
    "x-period": params.property,
  };
  const property: unknown = missing[keyword as keyof typeof missing];
  return typeof property === "string" ? `${instancePath}/${escapePointer(property)}` : instancePath;
}

function message({ keyword, params, parentSchema }: ErrorObject): string {
  switch (keyword) {
    case "required":
      return "is missing";
    case "additionalProperties":
      return "is unknown";
    case "enum":
      return `must be one of ${params.allowedValues.map((value: unknown) => JSON.stringify(value)).join(", ")}`;
    case "discriminator":
      return `must be one of ${tags(parentSchema)}`;
    case "pattern":
      return parentSchema?.["x-pattern-message"] ?? "has an invalid format";
    case "format":
      return `must be ${withArticle(params.format)}`;
    case "uniqueItems":
      return `must have no duplicates: items ${params.j} and ${params.i} are equal`;
    case "type":
      return `must be ${[params.type].flat().map(withArticle).join(" or ")}`;
    case "minItems":
    case "maxItems":
      return `must have at ${keyword === "minItems" ? "least" : "most"} ${counted(params.limit, "item")}`;
    case "minLength":
    case "maxLength":
      return `must have at ${keyword === "minLength" ? "least" : "most"} ${counted(params.limit, "character")}`;
    case "minimum":
      return `must be at least ${params.limit}`;
    case "maximum":
      return `must be at most ${params.limit}`;
    case "x-period":
      return params.message;
    default:
      return "is not valid";
  }
}

function withArticle(type: string): string {
  if (type === "null") return type;
  return `${/^[aeio]/.test(type) ? "an" : "a"} ${type}`;
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
}

function tags(union: ErrorObject["parentSchema"]): string {
  const variants = (union?.oneOf ?? []) as { $ref: string }[];
  const tag: string = union?.discriminator?.propertyName ?? "type";
  const schemas = openapi.components.schemas as Record<string, { properties?: Record<string, { enum?: string[] }> }>;
  return variants
    .flatMap(({ $ref }) => schemas[$ref.split("/").at(-1) ?? ""]?.properties?.[tag]?.enum ?? [])
    .map((value) => JSON.stringify(value))
    .join(", ");
}
