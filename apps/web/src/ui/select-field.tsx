import { Field } from "@base-ui/react/field";
import type { ComponentProps, ReactNode } from "react";
import { controlStyle } from "./control-style.ts";

interface SelectFieldProps extends Omit<ComponentProps<"select">, "name" | "className"> {
  name: string;
  label: string;
  description?: ReactNode;
}

/** A labelled native select of the browser, because it works best on phones. */
export function SelectField({ name, label, description, ...props }: SelectFieldProps) {
  return (
    <Field.Root name={name} className="flex min-w-0 flex-col gap-1">
      <Field.Label className="text-sm font-medium">{label}</Field.Label>
      <Field.Control className={controlStyle} render={<select {...props} />} />
      {description && <Field.Description className="text-sm text-soft">{description}</Field.Description>}
      <Field.Error className="text-sm text-bad" />
    </Field.Root>
  );
}
