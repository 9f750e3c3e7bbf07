/** The part of JSON Schema that forms use. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string;
  enum?: readonly string[];
  format?: string;
  description?: string;
  default?: unknown;
  maxLength?: number;
  required?: readonly string[];
  properties?: Record<string, Schema>;
  /** Schema of the items of an array. */
  items?: Schema;
  maxItems?: number;
  anyOf?: readonly Schema[];
}

/** Resolves a reference into the `$defs` of the whole schema. Keywords beside `$ref` override the target's. */
export function resolve(schema: Schema, root: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...beside } = schema;
  const target = root.$defs?.[nameOf(schema) ?? ""] ?? {};
  return { ...resolve(target, root), ...beside };
}

/** Initial value of a field. */
export function emptyOf({ default: fallback, properties, type, enum: choices }: Schema): unknown {
  if (fallback !== undefined) return fallback;
  if (properties) return {};
  return type === "array" ? [] : (choices?.[0] ?? "");
}

/** Name of the contract's type that a schema refers to. undefined: the schema has no `$ref`. */
export const nameOf = ({ $ref }: Schema) => $ref?.replace("#/$defs/", "");

/**
 * Returns a copy of an example without properties that hold ids of this kind, because the example's ids belong to
 * another organization.
 */
export function withoutIds(kind: string, schema: Schema, example: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(example).filter(([name]) => nameOf(schema.properties?.[name] ?? {}) !== kind),
  );
}

/** Returns all ids of this kind in a value, in the order of the value's properties and items. */
export function idsIn(kind: string, value: unknown, unresolved: Schema, root = unresolved): string[] {
  if (nameOf(unresolved) === kind) return typeof value === "string" ? [value] : [];
  const { properties = {}, items = {}, anyOf = [] } = resolve(unresolved, root);
  if (Array.isArray(value)) return value.flatMap((item) => idsIn(kind, item, items, root));
  const fields = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [
    ...fields.flatMap(([name, field]) => idsIn(kind, field, properties[name] ?? {}, root)),
    ...anyOf.flatMap((each) => idsIn(kind, value, each, root)),
  ];
}
