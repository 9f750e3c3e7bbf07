/** What the cells of a CSV file mean in the input of a job type. */

export type Schema = { readonly [keyword: string]: unknown };

/**
 * Reads the cell of a field as what its schema wants: text where that takes text, or else JSON (`5`, `true`, `["a"]`; also `TRUE`, as
 * spreadsheets write it). What isn't JSON stays text, and is refused with the words that anything wrong there is refused with.
 * `schema` is complete in itself.
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
