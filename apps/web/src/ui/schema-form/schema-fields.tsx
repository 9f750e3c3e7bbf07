import { Prose } from "../prose.tsx";
import { JsonField } from "./json-field.tsx";
import { ListField } from "./list-field.tsx";
import { ScalarField } from "./scalar-field.tsx";
import { emptyOf, resolve, type Schema } from "./schema.ts";

export type JsonObject = Record<string, unknown>;

interface SchemaFieldsProps {
  /** Of an object. */
  schema: Schema;
  /** What its references lead into; absent: itself. */
  whole?: Schema;
  /** Where the object is in the body of the request. */
  pointer: string;
  value: JsonObject;
  onChange: (value: JsonObject) => void;
}

/** A field for each property of an object. */
export function SchemaFields({ schema, whole = schema, pointer, value, onChange }: SchemaFieldsProps) {
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const isRequired = schema.required?.includes(name) ?? false;
    return (
      <SchemaField
        key={name}
        name={`${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`}
        label={isRequired ? name : `${name} (optional)`}
        schema={property}
        whole={whole}
        isRequired={isRequired}
        value={value[name]}
        onChange={(changed) => onChange(withProperty(value, name, changed))}
      />
    );
  });
}

interface SchemaFieldProps {
  /** Where the value is in the body of the request. */
  name: string;
  label: string;
  schema: Schema;
  whole: Schema;
  isRequired: boolean;
  value: unknown;
  /** Hears undefined for a field that is left empty. */
  onChange: (value: unknown) => void;
}

/** One value, of whatever kind. What has no fields of its own, such as a map, is written as JSON. */
function SchemaField({ schema: described, whole, value, onChange, ...rest }: SchemaFieldProps) {
  const schema = resolve(described, whole);
  const { items } = schema;
  const field = { ...rest, description: schema.description && <Prose text={schema.description} />, onChange };
  if (schema.properties) {
    return (
      <fieldset className="flex flex-col gap-4 rounded-md border border-line p-4">
        <legend className="px-1 text-sm font-medium">{field.label}</legend>
        {field.description && <p className="text-sm text-soft">{field.description}</p>}
        <SchemaFields
          schema={schema}
          whole={whole}
          pointer={field.name}
          value={(value ?? {}) as JsonObject}
          onChange={(changed) => onChange(Object.keys(changed).length > 0 || field.isRequired ? changed : undefined)}
        />
      </fieldset>
    );
  }
  if (schema.type === "array" && items) {
    return (
      <ListField
        {...field}
        value={(value ?? []) as readonly unknown[]}
        maxItems={schema.maxItems}
        newItem={emptyOf(resolve(items, whole))}
      >
        {(item) => <SchemaField {...item} schema={items} whole={whole} isRequired />}
      </ListField>
    );
  }
  const isScalar = schema.enum !== undefined || ["string", "integer", "number", "boolean"].includes(schema.type ?? "");
  const Field = isScalar ? ScalarField : JsonField;
  return <Field {...field} schema={schema} value={value} />;
}

/** What is left empty isn't sent: the API then takes its default. */
function withProperty(value: JsonObject, name: string, changed: unknown): JsonObject {
  const { [name]: _, ...others } = value;
  return changed === undefined ? others : { ...others, [name]: changed };
}
