import { type Document, type MediaType, type Operation, operationsOf, type Schema } from "./openapi-document.ts";
import { SpecError } from "./spec-error.ts";

/**
 * Adds an example to each required parameter and each JSON body, from the `@example`s of their types. The reference page
 * fills them in, so its requests work as they are.
 */
export function addRequestExamples(document: Document): void {
  const { schemas, parameters } = document.components;
  const resolve = (schema: Schema): Schema => (schema.$ref ? (schemas[nameOf(schema.$ref)] ?? {}) : schema);

  for (const operation of operationsOf(document)) {
    for (const each of operation.parameters ?? []) {
      const parameter = (each.$ref && parameters[nameOf(each.$ref)]) || each;
      if (!parameter.required) continue;
      parameter.example = resolve(parameter.schema ?? {}).examples?.[0];
      if (parameter.example === undefined) throw withoutExample(operation, `the parameter ${parameter.name}`);
    }
    const json = operation.requestBody?.content["application/json"];
    if (json) Object.assign(json, bodyExamples(resolve(json.schema ?? {})) ?? fail(operation));
  }

  /** The example of a model, or one example for each variant of a union that has one. undefined: there is none. */
  function bodyExamples({ examples, oneOf = [] }: Schema): Pick<MediaType, "example" | "examples"> | undefined {
    if (examples) return { example: examples[0] };
    const ofVariants = oneOf.flatMap((variant) => {
      const { type, input } = resolve(variant).properties ?? {};
      const [name] = type?.enum ?? [];
      const [example] = resolve(input ?? {}).examples ?? [];
      return example === undefined ? [] : [[String(name), { value: { type: name, input: example } }] as const];
    });
    return ofVariants.length > 0 ? { examples: Object.fromEntries(ofVariants) } : undefined;
  }
}

function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}

function fail(operation: Operation): never {
  throw withoutExample(operation, "the model of its body");
}

function withoutExample({ operationId }: Operation, part: string): SpecError {
  return new SpecError(`${operationId} has no example of a request: add @example(…) to ${part}, or to its type`);
}
