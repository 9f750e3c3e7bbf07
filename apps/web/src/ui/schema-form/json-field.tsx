import { Field } from "@base-ui/react/field";
import { type ReactNode, type Ref, useImperativeHandle, useRef, useState } from "react";
import { controlStyle } from "../control-style.ts";
import type { Schema } from "./schema.ts";

export interface JsonFieldActions {
  /** Returns whether the JSON text is valid. If it isn't, the field shows the error and takes the focus. */
  check(): boolean;
}

interface JsonFieldProps {
  name: string;
  label: string;
  description?: ReactNode;
  schema: Schema;
  isRequired: boolean;
  value: unknown;
  /** Called with the value of each valid JSON text, and with undefined if the field is empty and not required. */
  onChange: (value: unknown) => void;
  actions?: Ref<JsonFieldActions>;
}

/** A JSON editor. While the text is invalid, the form isn't sent and the field keeps the text. */
export function JsonField({ name, label, description, schema, isRequired, value, onChange, actions }: JsonFieldProps) {
  const [text, setText] = useState(() => (value === undefined ? "" : JSON.stringify(value, null, 2)));
  const field = useRef<Field.Root.Actions>(null);
  const control = useRef<HTMLTextAreaElement>(null);
  const parse = (entered: string) => parseJson(entered, { isObject: schema.type === "object", isRequired });

  useImperativeHandle(actions, () => ({
    check() {
      field.current?.validate();
      const isValid = "value" in parse(control.current?.value ?? "");
      if (!isValid) control.current?.focus();
      return isValid;
    },
  }));

  function read(entered: string) {
    setText(entered);
    const parsed = parse(entered);
    if ("value" in parsed) onChange(parsed.value);
  }

  return (
    <Field.Root
      name={name}
      actionsRef={field}
      className="flex flex-col gap-1"
      validate={(entered) => {
        const parsed = parse(String(entered ?? ""));
        return "problem" in parsed ? parsed.problem : null;
      }}
    >
      <Field.Label className="text-sm font-medium">{label}</Field.Label>
      <Field.Control
        className={controlStyle}
        value={text}
        onValueChange={read}
        spellCheck={false}
        render={
          <textarea ref={control} rows={Math.min(20, Math.max(3, text.split("\n").length))} className="font-mono" />
        }
      />
      {description && <Field.Description className="text-sm text-soft">{description}</Field.Description>}
      <Field.Error role="alert" className="text-sm text-bad" />
    </Field.Root>
  );
}

/** The parsed JSON, or a sentence that describes the error. */
type ParsedJson = { value: unknown } | { problem: string };

/** Parses a JSON text. The value of an empty text is undefined, unless a value is required. */
function parseJson(text: string, { isObject, isRequired }: { isObject: boolean; isRequired: boolean }): ParsedJson {
  if (text.trim() === "") return isRequired ? { problem: "Enter a value as JSON." } : { value: undefined };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: `This is not valid JSON. ${placeOf(error as Error)}` };
  }
  const isOne = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject && !isOne ? { problem: 'Enter a JSON object, such as {"name": "value"}.' } : { value };
}

/**
 * Returns a sentence that tells the user where the JSON is wrong. If the browser's error message has no position, the
 * sentence is general.
 */
function placeOf({ message }: Error): string {
  const [, line, column] = message.match(/line (\d+) column (\d+)/) ?? [];
  return line ? `Check line ${line}, column ${column}.` : "Check quotes, commas and brackets.";
}
