import type { ComponentType, ReactNode } from "react";
import { Prose } from "../prose.tsx";
import { JsonField } from "./json-field.tsx";
import { ListField } from "./list-field.tsx";
import { ScalarField } from "./scalar-field.tsx";
import { emptyOf, nameOf, resolve, type Schema } from "./schema.ts";

export type JsonObject = Record<string, unknown>;

/** Props of a field for values of one type of the contract, such as the id of a file. */
export interface CustomFieldProps {
  name: string;
  label: string;
  description: ReactNode;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** Custom form fields by the name of the contract's type that they edit, such as "FileId". */
export type CustomFields = Readonly<Record<string, ComponentType<CustomFieldProps>>>;

interface SchemaFieldsProps {
  /** An object's schema. */
  schema: Schema;
  /** The schema that `$ref`s refer to. Default: `schema`. */
  root?: Schema;
  customFields: CustomFields;
  /** JSON pointer to the object in the request body. */
  pointer: string;
  value: JsonObject;
  onChange: (value: JsonObject) => void;
}

/** A form with a field for each property of an object. */
export function SchemaFields({ schema, root = schema, customFields, pointer, value, onChange }: SchemaFieldsProps) {
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const isRequired = schema.required?.includes(name) ?? false;
    return (
      <SchemaField
        key={name}
        name={`${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`}
        label={isRequired ? name : `${name} (optional)`}
        schema={property}
        root={root}
        customFields={customFields}
        isRequired={isRequired}
        value={value[name]}
        onChange={(changed) => onChange(withProperty(value, name, changed))}
      />
    );
  });
}

interface SchemaFieldProps {
  /** Name of the field: a JSON pointer to the value in the request body. */
  name: string;
  label: string;
  schema: Schema;
  root: Schema;
  customFields: CustomFields;
  isRequired: boolean;
  value: unknown;
  /** Called with the entered value, or with undefined if the field is empty. */
  onChange: (value: unknown) => void;
}

/** The field of one value. A value that has no form field, such as a map, gets a JSON editor. */
function SchemaField({ schema: unresolved, root, customFields, value, onChange, ...rest }: SchemaFieldProps) {
  const schema = resolve(unresolved, root);
  const { items } = schema;
  const CustomField = customFields[nameOf(unresolved) ?? ""];
  const field = { ...rest, description: schema.description && <Prose text={schema.description} />, onChange };
  if (CustomField) return <CustomField {...field} value={value} />;
  if (schema.properties) {
    return (
      <fieldset className="flex flex-col gap-4 rounded-md border border-line p-4">
        <legend className="px-1 text-sm font-medium">{field.label}</legend>
        {field.description && <p className="text-sm text-soft">{field.description}</p>}
        <SchemaFields
          schema={schema}
          root={root}
          customFields={customFields}
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
        newItem={emptyOf(resolve(items, root))}
      >
        {(item) => <SchemaField {...item} schema={items} root={root} customFields={customFields} isRequired />}
      </ListField>
    );
  }
  const isScalar = schema.enum !== undefined || ["string", "integer", "number", "boolean"].includes(schema.type ?? "");
  const Field = isScalar ? ScalarField : JsonField;
  return <Field {...field} schema={schema} value={value} />;
}

/**
 * Returns the object with a changed property. Removes the property if its value is empty, so that the API uses its
 * default.
 */
function withProperty(value: JsonObject, name: string, changed: unknown): JsonObject {
  const { [name]: _, ...others } = value;
  return changed === undefined ? others : { ...others, [name]: changed };
}
