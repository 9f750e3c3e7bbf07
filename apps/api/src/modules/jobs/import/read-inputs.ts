import type { JobType } from "@gaffer/contracts/server";
import type { Row } from "@gaffer/tabular";
import { maxBodyBytes } from "../../../http/operation.ts";
import { toFieldErrors } from "../../../http/schemas.ts";
import { findUnstorable } from "../../../json-safety.ts";
import { compileJobTypes, describeJobTypes } from "../job-types.ts";

/** A row as a job's input with defaults, or the reason why it is invalid. */
export type RowInput =
  | { readonly input: unknown; readonly sizeBytes: number }
  /** `pointer`: JSON pointer to the invalid field; empty: the whole row. */
  | { readonly pointer: string; readonly message: string };

export type ReadInput = (row: Row) => RowInput;

/**
 * Creates readers that convert rows to inputs of a job type, as strictly as in a request. They refuse values that can't
 * be stored, invalid inputs, and inputs of more than `maxBytes` as JSON. Default of `maxBytes`: the body limit of
 * `createJob`.
 */
export function createReadInputs(maxBytes = maxBodyBytes("createJob")): (type: JobType) => ReadInput {
  return (type) => {
    const { inputSchema } = describeJobTypes().find((described) => described.type === type) ?? {};
    const validate = compileJobTypes().get(type)?.input;
    if (!inputSchema || !validate) throw new Error(`there is no job type ${type}`);
    const toObject = createToObject(createCellReader(inputSchema));

    return (row) => {
      if ("problem" in row) return { pointer: "", message: row.problem };
      const input = "cells" in row ? toObject(row.header, row.cells) : row.object;
      // The input starts at depth 2, because in a request it is nested in a body.
      const unstorable = findUnstorable(input, "", 2);
      if (unstorable) return unstorable;
      if (!validate(input))
        return toFieldErrors("body", validate.errors)[0] ?? { pointer: "", message: "is not valid" };
      const sizeBytes = Buffer.byteLength(JSON.stringify(input));
      if (sizeBytes > maxBytes) return { pointer: "", message: `has more than ${maxBytes} bytes` };
      return { input, sizeBytes };
    };
  };
}

/** Looks up the readers of a header once, because all rows of a file share it. */
function createToObject(readerOf: ReturnType<typeof createCellReader>) {
  let known: readonly string[] | undefined;
  let readers: ((cell: string) => unknown)[] = [];
  return (header: readonly string[], cells: readonly string[]): Record<string, unknown> => {
    if (known !== header) {
      known = header;
      readers = header.map(readerOf);
    }
    // `fromEntries`, so that a column named `__proto__` becomes an ordinary field, which validation refuses.
    return Object.fromEntries(
      header.flatMap((name, index) => {
        const cell = cells[index] ?? "";
        return cell === "" ? [] : [[name, readers[index]?.(cell)]];
      }),
    );
  };
}

/** Converts the cells of a CSV file to values of a job type's input. */

type Schema = { readonly [keyword: string]: unknown };

/**
 * Returns a reader for the cells of a field. If the field's schema accepts text, a cell is text. Otherwise it is JSON
 * (`5`, `true`, `["a"]`), also `TRUE`, as spreadsheets write it. A cell that isn't JSON stays text, so that validation
 * reports it. `schema` must be self-contained.
 */
function createCellReader(schema: Schema): (field: string) => (cell: string) => unknown {
  const definitions = (schema.$defs ?? {}) as Record<string, Schema>;
  const properties = (schema.properties ?? {}) as Record<string, Schema>;

  function takesText(part: Schema): boolean {
    const { $ref, type, enum: values, anyOf, oneOf, allOf } = part as Record<string, unknown>;
    if (typeof $ref === "string") return takesText(definitions[$ref.slice("#/$defs/".length)] ?? {});
    if (Array.isArray(anyOf ?? oneOf)) return ((anyOf ?? oneOf) as Schema[]).some(takesText);
    if (Array.isArray(allOf)) return (allOf as Schema[]).every(takesText);
    if (Array.isArray(values)) return values.some((value) => typeof value === "string");
    return type === undefined || type === "string" || (Array.isArray(type) && type.includes("string"));
  }

  return (field) => {
    const property = Object.hasOwn(properties, field) ? properties[field] : undefined;
    return takesText(property ?? {}) ? (cell) => cell : toJson;
  };
}

function toJson(cell: string): unknown {
  try {
    return JSON.parse(/^(true|false)$/i.test(cell) ? cell.toLowerCase() : cell);
  } catch {
    return cell;
  }
}
