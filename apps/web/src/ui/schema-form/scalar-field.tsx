import type { ReactNode } from "react";
import { fromLocalTime, toLocalTime } from "../local-time.ts";
import { SelectField } from "../select-field.tsx";
import { TextField } from "../text-field.tsx";
import type { Schema } from "./schema.ts";

interface ScalarFieldProps {
  name: string;
  label: string;
  description: ReactNode;
  schema: Schema;
  isRequired: boolean;
  value: unknown;
  /** Called with the entered value, or with undefined if the field is empty. */
  onChange: (value: unknown) => void;
}

/** Maximum length in the schema from which a text gets a textarea. */
const longText = 20_000;

/** A field for a text, a number, a time, or one of several values. */
export function ScalarField({ schema, isRequired, value, onChange, ...field }: ScalarFieldProps) {
  const fallback = schema.default === undefined ? "" : ` (${JSON.stringify(schema.default)})`;
  const choices: readonly unknown[] | undefined = schema.type === "boolean" ? [true, false] : schema.enum;
  if (choices) {
    const chosen = choices.indexOf(value);
    return (
      <SelectField {...field} value={chosen} onChange={({ target }) => onChange(choices[Number(target.value)])}>
        {(!isRequired || chosen === -1) && <option value={-1}>{fallback ? `Default${fallback}` : "Not set"}</option>}
        {choices.map((choice, index) => (
          <option key={String(choice)} value={index}>
            {shownChoice(choice)}
          </option>
        ))}
      </SelectField>
    );
  }
  const text = value === undefined ? "" : String(value);
  if (schema.format === "date-time") {
    const set = (local: string) => onChange(fromLocalTime(local) || undefined);
    return <TextField {...field} type="datetime-local" value={toLocalTime(text)} onValueChange={set} />;
  }
  const isNumber = schema.type === "integer" || schema.type === "number";
  // An invalid number is sent unchanged, and the API validates it.
  const set = (entered: string) => onChange(entered === "" ? undefined : isNumber ? toNumber(entered) : entered);
  const isLong = (schema.maxLength ?? 0) >= longText;
  return (
    <TextField
      {...field}
      value={text}
      placeholder={schema.default === undefined ? undefined : String(schema.default)}
      inputMode={isNumber ? "numeric" : undefined}
      onValueChange={set}
      {...(isLong && { render: <textarea rows={5} /> })}
    />
  );
}

function toNumber(entered: string): number | string {
  const number = Number(entered);
  return Number.isNaN(number) ? entered : number;
}

function shownChoice(choice: unknown): string {
  if (typeof choice === "boolean") return choice ? "yes" : "no";
  const text = String(choice);
  // An option whose value is white space needs a visible label.
  return text.trim() === "" ? JSON.stringify(text) : text;
}
