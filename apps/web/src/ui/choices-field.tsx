import { Field } from "@base-ui/react/field";
import type { ReactNode } from "react";

interface ChoicesFieldProps<Choice extends string> {
  /** Name of the field: a JSON pointer into the request body. */
  name: string;
  label: string;
  choices: readonly Choice[];
  value: readonly Choice[];
  /** Called with the chosen values, in the order of the choices. */
  onChange: (value: Choice[]) => void;
  /** Renders the label of a choice. */
  children: (choice: Choice) => ReactNode;
  /** CSS classes for the layout of the choices. */
  className: string;
}

/** A group of checkboxes. */
export function ChoicesField<Choice extends string>(props: ChoicesFieldProps<Choice>) {
  const { name, label, choices, value, onChange, children, className } = props;
  const toggle = (choice: Choice) =>
    onChange(choices.filter((known) => (known === choice ? !value.includes(choice) : value.includes(known))));
  return (
    <Field.Root name={name}>
      <fieldset>
        <legend className="mb-2 text-sm font-medium">{label}</legend>
        <div className={className}>
          {choices.map((choice) => (
            <label key={choice} className="flex min-h-6 gap-2 text-sm">
              <input
                type="checkbox"
                name={name}
                className="mt-0.5 size-4 shrink-0 accent-accent"
                checked={value.includes(choice)}
                onChange={() => toggle(choice)}
              />
              {children(choice)}
            </label>
          ))}
        </div>
      </fieldset>
      <Field.Error className="text-sm text-bad" />
    </Field.Root>
  );
}
