import { Field } from "@base-ui/react/field";
import type { ComponentProps, ReactNode } from "react";
import { controlStyle } from "./control-style.ts";

interface TextFieldProps extends Omit<ComponentProps<typeof Field.Control>, "name" | "className"> {
  /** Name of the field: a JSON pointer into the request body. */
  name: string;
  label: string;
  description?: ReactNode;
}

/** A labelled input. An error is shown below the input and announced by screen readers. */
export function TextField({ name, label, description, ...props }: TextFieldProps) {
  return (
    <Field.Root name={name} className="flex flex-col gap-1">
      <Field.Label className="text-sm font-medium">{label}</Field.Label>
      <Field.Control className={controlStyle} {...props} />
      {description && <Field.Description className="text-sm text-soft">{description}</Field.Description>}
      <Field.Error className="text-sm text-bad" />
    </Field.Root>
  );
}
