import type { JobType } from "@gaffer/contracts/server";
import type { Row } from "@gaffer/tabular";
import { maxBodyBytes } from "../../../http/operation.ts";
import { toFieldErrors } from "../../../http/schemas.ts";
import { findUnstorable } from "../../../json-safety.ts";
import { compileJobTypes, describeJobTypes } from "../job-types.ts";
import { createCellReader } from "./cell-values.ts";

/** A row as an input of a job, with defaults filled in, or why it is none. */
export type RowInput =
  | { readonly input: unknown; readonly sizeBytes: number }
  /** `pointer`: a JSON pointer to what is wrong in the input; empty: all of it. */
  | { readonly pointer: string; readonly message: string };

export type ReadInput = (row: Row) => RowInput;

/**
 * Reads rows as inputs of a job type, each as strictly as if it were sent in a request: what can't be stored, isn't valid or has more
 * than `maxBytes` as JSON is refused. Default: as many as the body of `createJob` may have.
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
      // In a request, the input is nested in a body.
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

/** Rows of one file have one header, so what its names mean is found once. */
function createToObject(readerOf: ReturnType<typeof createCellReader>) {
  let known: readonly string[] | undefined;
  let readers: ((cell: string) => unknown)[] = [];
  return (header: readonly string[], cells: readonly string[]): Record<string, unknown> => {
    if (known !== header) {
      known = header;
      readers = header.map(readerOf);
    }
    // Entry by entry, so that a column called `__proto__` is a field like any other, and refused as such.
    return Object.fromEntries(
      header.flatMap((name, index) => {
        const cell = cells[index] ?? "";
        return cell === "" ? [] : [[name, readers[index]?.(cell)]];
      }),
    );
  };
}
