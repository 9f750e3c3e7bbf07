type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Parameter = { required?: boolean; schema?: { default?: unknown } };
type Document = {
  paths: Record<string, Record<string, { operationId?: string; "x-scopes"?: string[] }>>;
  components: { schemas: Record<string, { enum?: string[] }>; parameters: Record<string, Parameter> };
};

/**
 * The emitter seals models with `unevaluatedProperties`. No schema here is composed with `allOf`, so
 * `additionalProperties` means the same, validates faster and is what type generators understand.
 */
export function sealWithAdditionalProperties(document: Json): Document {
  return rewrite(document) as unknown as Document;
}

function rewrite(value: Json): Json {
  if (Array.isArray(value)) return value.map(rewrite);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      if (key !== "unevaluatedProperties") return [key, rewrite(child)];
      return ["additionalProperties", JSON.stringify(child) === '{"not":{}}' ? false : rewrite(child)];
    }),
  );
}

/** Validation fills in defaults, so to the server a parameter with a default is always there. */
export function withDefaultsPresent(document: Document): Document {
  const copy = structuredClone(document);
  for (const parameter of Object.values(copy.components.parameters)) {
    if (parameter.schema?.default !== undefined) parameter.required = true;
  }
  return copy;
}

/** Every operation must say in `x-scopes` which scopes an API key needs for it, even if none. */
export function assertScopes(document: Document): void {
  const known = document.components.schemas.Scope?.enum ?? [];
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const scopes = operation["x-scopes"];
      if (!operation.operationId) throw new Error(`${method} ${path} has no @operationId`);
      if (!scopes) throw new Error(`${operation.operationId} has no @extension("x-scopes", …)`);
      const unknown = scopes.filter((scope) => !known.includes(scope));
      if (unknown.length > 0) throw new Error(`${operation.operationId} needs unknown scopes: ${unknown.join(", ")}`);
    }
  }
}
