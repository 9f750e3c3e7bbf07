import type { JobTypeDescription } from "@gaffer/client";
import { useRef, useState } from "react";
import { JsonField, type JsonFieldActions } from "../../../ui/schema-form/json-field.tsx";
import { type CustomFields, type JsonObject, SchemaFields } from "../../../ui/schema-form/schema-fields.tsx";
import { words } from "../words.tsx";
import { FileField } from "./file-field.tsx";

const customFields: CustomFields = { FileId: FileField };

interface JobInputFieldsProps {
  type: JobTypeDescription;
  /** JSON pointer that locates the job's input in the request body. */
  pointer: string;
  input: JsonObject;
  onChange: (input: JsonObject) => void;
}

/**
 * Edits the input of a job: a field for each property of the job type's schema, or one JSON editor for the whole input.
 */
export function JobInputFields({ type, pointer, input, onChange }: JobInputFieldsProps) {
  const [asJson, setAsJson] = useState(false);
  const editor = useRef<JsonFieldActions>(null);

  /** Invalid JSON can't be shown as fields, so the JSON editor stays open. */
  function change(toJson: boolean) {
    if (toJson || editor.current?.check()) setAsJson(toJson);
  }

  return (
    <fieldset className="flex flex-col gap-4 rounded-md border border-line p-4">
      <legend className="px-1 text-sm font-semibold">{words.input}</legend>
      <label className="flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={asJson}
          onChange={({ target }) => change(target.checked)}
        />
        {words.asJson}
      </label>
      {asJson ? (
        <JsonField
          name={pointer}
          label={words.inputAsJson}
          schema={type.inputSchema}
          isRequired
          actions={editor}
          value={input}
          onChange={(value) => onChange(value as JsonObject)}
        />
      ) : (
        <SchemaFields
          schema={type.inputSchema}
          customFields={customFields}
          pointer={pointer}
          value={input}
          onChange={onChange}
        />
      )}
    </fieldset>
  );
}
