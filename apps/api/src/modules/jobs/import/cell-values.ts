/** Converts the cells of a CSV file to values of a job type's input. */

export type Schema = { readonly [keyword: string]: unknown };

/**
 * Returns a reader for the cells of a field. If the field's schema accepts text, a cell is text. Otherwise it is JSON
 * (`5`, `true`, `["a"]`), also `TRUE`, as spreadsheets write it. A cell that isn't JSON stays text, so that validation
 * reports it. `schema` must be self-contained.
 */
export function createCellReader(schema: Schema): (field: string) => (cell: string) => unknown {
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
