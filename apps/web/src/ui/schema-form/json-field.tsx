import { type ReactNode, useState } from "react";
import { TextField } from "../text-field.tsx";

interface JsonFieldProps {
  name: string;
  label: string;
  description?: ReactNode;
  value: unknown;
  /** Hears undefined for a field that is left empty. */
  onChange: (value: unknown) => void;
}

/** A value as JSON. While it isn't any, it says so and what it was before counts. */
export function JsonField({ name, label, description, value, onChange }: JsonFieldProps) {
  const [text, setText] = useState(() => (value === undefined ? "" : JSON.stringify(value, null, 2)));
  const [wrong, setWrong] = useState<string>();

  function read(entered: string) {
    setText(entered);
    try {
      onChange(entered.trim() === "" ? undefined : JSON.parse(entered));
      setWrong(undefined);
    } catch (error) {
      setWrong(`This isn't JSON: ${(error as Error).message}`);
    }
  }

  return (
    <div>
      <TextField
        name={name}
        label={label}
        description={description}
        value={text}
        onValueChange={read}
        spellCheck={false}
        aria-invalid={wrong ? true : undefined}
        render={<textarea rows={Math.min(20, Math.max(3, text.split("\n").length))} className="font-mono" />}
      />
      {wrong && (
        <p role="alert" className="mt-1 text-sm text-bad">
          {wrong}
        </p>
      )}
    </div>
  );
}
