/** What a form reads of a JSON Schema. */
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
  /** Of an array: what each of them is. */
  items?: Schema;
  maxItems?: number;
}

/** The schema that a reference leads to, with what is said beside it. References lead to `$defs` of the whole. */
export function resolve(schema: Schema, whole: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...beside } = schema;
  const target = whole.$defs?.[$ref.replace("#/$defs/", "")] ?? {};
  return { ...resolve(target, whole), ...beside };
}

/** What a value is before anything is entered. */
export function emptyOf({ default: fallback, properties, type, enum: choices }: Schema): unknown {
  if (fallback !== undefined) return fallback;
  if (properties) return {};
  return type === "array" ? [] : (choices?.[0] ?? "");
}
