import { Form as BaseForm } from "@base-ui/react/form";
import { type ReactNode, useState } from "react";
import { type ShownProblem, toProblem } from "../api/problem.ts";
import { placeFaults } from "./place-faults.ts";
import { ProblemNotice } from "./problem-notice.tsx";

interface FormProps {
  /** Sends the values of the fields, by field name. If the promise rejects, the form shows the problem. */
  onSubmit: (values: Record<string, string>) => Promise<void>;
  children: (state: { isSubmitting: boolean }) => ReactNode;
  className?: string;
}

/**
 * A form whose field names are JSON pointers into the request body. It shows errors of the API at their fields. If an
 * error belongs to no field, the form also shows the problem above the fields.
 */
export function Form({ onSubmit, children, className = "flex flex-col gap-4" }: FormProps) {
  const [problem, setProblem] = useState<ShownProblem>();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isSubmitting, setSubmitting] = useState(false);

  async function submit(form: HTMLFormElement) {
    setSubmitting(true);
    setProblem(undefined);
    try {
      const entries = [...new FormData(form)].filter(([, value]) => typeof value === "string");
      await onSubmit(Object.fromEntries(entries) as Record<string, string>);
      setErrors({});
    } catch (error) {
      const failed = toProblem(error);
      const faults = failed.errors ?? [];
      const { byField, isComplete } = placeFaults(faults, (name) => form.elements.namedItem(name) !== null);
      setErrors(byField);
      setProblem(faults.length > 0 && isComplete ? undefined : failed);
    } finally {
      setSubmitting(false);
    }
  }

  return (
    <BaseForm
      className={className}
      errors={errors}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      {problem && <ProblemNotice problem={problem} />}
      {children({ isSubmitting })}
    </BaseForm>
  );
}
