import type { CreatePlan } from "@gaffer/client";
import { Form } from "../../../components/form.tsx";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { planFields, words } from "../words.tsx";

interface PlanFormProps {
  /** The values with which the form starts. */
  plan: CreatePlan | undefined;
  /** Whether the form has a field for the name, which never changes later. */
  isNew?: boolean;
  action: string;
  onSubmit: (plan: CreatePlan) => Promise<void>;
}

type PlanNumber = Exclude<keyof CreatePlan, "name">;

/** The limits and the retention of a plan. An empty limit is unlimited. */
export function PlanForm({ plan, isNew = false, action, onSubmit }: PlanFormProps) {
  const fields = Object.entries(planFields) as [PlanNumber, { label: string; hint?: string }][];
  return (
    <Form
      className="flex max-w-2xl flex-col gap-4"
      onSubmit={(values) => {
        const numbers = fields.map(([name]) => [name, toNumber(values[`/${name}`])] as const);
        // The API refuses an empty number where a plan needs one.
        return onSubmit({ name: values["/name"] ?? "", ...Object.fromEntries(numbers) } as unknown as CreatePlan);
      }}
    >
      {({ isSubmitting }) => (
        <>
          {isNew && <TextField name="/name" label={words.planNameField} autoComplete="off" />}
          <div className="grid gap-4 sm:grid-cols-2">
            {fields.map(([name, { label, hint }]) => (
              <TextField
                key={name}
                name={`/${name}`}
                label={label}
                description={hint}
                inputMode="numeric"
                autoComplete="off"
                defaultValue={plan?.[name] ?? ""}
              />
            ))}
          </div>
          <Button type="submit" variant="primary" className="self-start" disabled={isSubmitting}>
            {action}
          </Button>
        </>
      )}
    </Form>
  );
}

/** Empty: null. A text that isn't a number is sent unchanged, so that the API reports it. */
function toNumber(text = ""): number | string | null {
  const digits = text.replaceAll(/[\s,]/g, "");
  if (digits === "") return null;
  return /^-?\d+$/.test(digits) ? Number(digits) : text;
}
