import { Prose } from "../prose.tsx";
import { JsonField } from "./json-field.tsx";
import { ScalarField } from "./scalar-field.tsx";
import { resolve, type Schema } from "./schema.ts";

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

/** A field for each property of an object. What has no field of its own, such as a list, is written as JSON. */
export function SchemaFields({ schema, whole = schema, pointer, value, onChange }: SchemaFieldsProps) {
  return Object.entries(schema.properties ?? {}).map(([name, described]) => {
    const property = resolve(described, whole);
    const isRequired = schema.required?.includes(name) ?? false;
    const field = {
      name: `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
      label: isRequired ? name : `${name} (optional)`,
      description: property.description && <Prose text={property.description} />,
    };
    const set = (changed: unknown) => onChange(withProperty(value, name, changed));
    if (property.properties) {
      return (
        <fieldset key={name} className="flex flex-col gap-4 rounded-md border border-line p-4">
          <legend className="px-1 text-sm font-medium">{field.label}</legend>
          <p className="text-sm text-soft">{field.description}</p>
          <SchemaFields
            schema={property}
            whole={whole}
            pointer={field.name}
            value={(value[name] ?? {}) as JsonObject}
            onChange={(changed) => set(Object.keys(changed).length > 0 ? changed : undefined)}
          />
        </fieldset>
      );
    }
    const isScalar = ["string", "integer", "number", "boolean"].includes(property.type ?? "") || property.enum;
    const Field = isScalar ? ScalarField : JsonField;
    return <Field key={name} {...field} schema={property} isRequired={isRequired} value={value[name]} onChange={set} />;
  });
}

/** What is left empty isn't sent: the API then takes its default. */
function withProperty(value: JsonObject, name: string, changed: unknown): JsonObject {
  const { [name]: _, ...others } = value;
  return changed === undefined ? others : { ...others, [name]: changed };
}
