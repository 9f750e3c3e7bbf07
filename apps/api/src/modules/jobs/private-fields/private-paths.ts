/** The private fields of each job type, read from the contract, and how callers without access see them. */

import { openapi } from "../../../http/schemas.ts";
import { pointerTo } from "../../../json-safety.ts";
import type { JobPart } from "../job-rows.ts";
import { jobTypeModels } from "../job-types.ts";

/** What callers without access see instead of a private value. */
export const placeholder = "<encrypted>";

/** The steps to a private field: names of fields. null: each element of a list or a record. */
export type PrivatePath = readonly (string | null)[];

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  "x-private-field"?: true;
}

const schemas = openapi.components.schemas as unknown as Record<string, Schema>;

/** Finds the private fields of a model. Throws if a model with private fields contains itself: its depth has no limit. */
export function findPrivatePaths(model: string, models = schemas): PrivatePath[] {
  let recursive: string | undefined;

  function walk(schema: Schema, within: readonly string[]): PrivatePath[] {
    if (schema["x-private-field"]) return [[]];
    const below = (step: string | null, child: Schema) => walk(child, within).map((path) => [step, ...path]);
    const { $ref, properties = {}, items, additionalProperties, anyOf = [], oneOf = [], allOf = [] } = schema;
    const name = $ref?.slice($ref.lastIndexOf("/") + 1);
    if (name !== undefined && within.includes(name)) recursive = name;
    return [
      ...(name === undefined || within.includes(name) ? [] : walk(models[name] ?? {}, [...within, name])),
      ...Object.entries(properties).flatMap(([field, child]) => below(field, child)),
      ...(items ? below(null, items) : []),
      ...(typeof additionalProperties === "object" ? below(null, additionalProperties) : []),
      ...[...anyOf, ...oneOf, ...allOf].flatMap((part) => walk(part, within)),
    ];
  }

  const paths = walk({ $ref: `/${model}` }, []);
  if (paths.length > 0 && recursive)
    throw new Error(`${model} has private fields, so its model ${recursive} can't contain itself.`);
  return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
}

/** The private fields by job type. A type without private fields has no entry. */
const privatePaths = new Map(
  jobTypeModels.flatMap(({ type, inputModel, outputModel }) => {
    const paths = { input: findPrivatePaths(inputModel), output: findPrivatePaths(outputModel) };
    return paths.input.length + paths.output.length > 0 ? [[type as string, paths] as const] : [];
  }),
);

/** The job types with private fields. */
export const privateTypes: readonly string[] = [...privatePaths.keys()];

export const hasPrivateFields = (type: string) => privatePaths.has(type);

/** Returns the value with each private field changed. `pointer`: from the job, such as `/input/token`. */
export function mapPrivate(
  type: string,
  part: JobPart,
  value: unknown,
  change: (field: unknown, pointer: string) => unknown,
): unknown {
  const paths = privatePaths.get(type)?.[part];
  if (!paths) return value;
  return paths.reduce((changed, path) => mapAt(changed, path, [part], change), value);
}

function mapAt(
  value: unknown,
  path: PrivatePath,
  at: readonly (string | number)[],
  change: (field: unknown, pointer: string) => unknown,
): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value === null || value === undefined ? value : change(value, toPointer(at));
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value))
    return step === null ? value.map((item, index) => mapAt(item, rest, [...at, index], change)) : value;
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [
      name,
      step === null || step === name ? mapAt(child, rest, [...at, name], change) : child,
    ]),
  );
}

const toPointer = (at: readonly (string | number)[]) =>
  at.reduce<string>((pointer, name) => pointerTo(pointer, String(name)), "");

/** A job's input or output with the placeholder instead of each private value. */
export function maskPart(
  { type, ...parts }: { type: string } & Partial<Record<JobPart, unknown>>,
  part: JobPart,
): unknown {
  return mapPrivate(type, part, parts[part], () => placeholder);
}
