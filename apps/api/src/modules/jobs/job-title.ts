/** Titles of jobs, from the title template of their type. */
import { toStorableText } from "../../json-safety.ts";
import type { NewJob } from "./handlers/types.ts";
import { jobTypeModels } from "./job-types.ts";
import { maskPart } from "./private-fields/private-paths.ts";

const maxLength = 200;

const templates = new Map(jobTypeModels.map(({ type, titleTemplate }) => [type, titleTemplate]));

/**
 * Returns the title of a new job: its type's template with the values of the input's fields. A field that the input lacks, or that
 * isn't text, a number or a boolean, is left out. A private field is `<encrypted>`. null: the type has no template, or nothing is left.
 */
export function titleOf({ type, input }: NewJob): string | null {
  const template = templates.get(type);
  if (template === undefined) return null;
  const fields = new Map(Object.entries(maskPart({ type, input }, "input") as object));
  const title = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => textOf(fields.get(name))).trim();
  return toStorableText(title, maxLength) || null;
}

const textOf = (value: unknown) =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
