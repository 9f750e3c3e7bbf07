import { TextField } from "../../../ui/text-field.tsx";

interface NumberFieldProps {
  name: string;
  label: string;
  description?: string;
  placeholder?: string;
  value: number;
  onChange: (value: number) => void;
}

/** A field for a whole number. Invalid input is sent unchanged, and the API validates it. */
export function NumberField({ value, onChange, ...field }: NumberFieldProps) {
  return (
    <TextField
      {...field}
      inputMode="numeric"
      value={String(value)}
      onValueChange={(entered) => onChange(toNumber(entered))}
    />
  );
}

interface OptionalNumberFieldProps extends Omit<NumberFieldProps, "value" | "onChange"> {
  value: number | null;
  /** Called with the entered number, or with null if the field is empty. */
  onChange: (value: number | null) => void;
}

export function OptionalNumberField({ value, onChange, ...field }: OptionalNumberFieldProps) {
  return (
    <TextField
      {...field}
      inputMode="numeric"
      value={value === null ? "" : String(value)}
      onValueChange={(entered) => onChange(entered.trim() === "" ? null : toNumber(entered))}
    />
  );
}

function toNumber(entered: string): number {
  const isNumber = entered.trim() !== "" && !Number.isNaN(Number(entered));
  return (isNumber ? Number(entered) : entered) as number;
}
