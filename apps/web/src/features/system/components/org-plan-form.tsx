import type { SystemOrg } from "@gaffer/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Form } from "../../../components/form.tsx";
import { Button } from "../../../ui/button.tsx";
import { fromLocalTime, toLocalTime } from "../../../ui/local-time.ts";
import { SelectField } from "../../../ui/select-field.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { toast } from "../../../ui/toast.ts";
import { plansQuery } from "../queries/plans.ts";
import { changePlan } from "../queries/system-orgs.ts";
import { words } from "../words.tsx";

/** Changes the plan of an organization and its end. */
export function OrgPlanForm({ org }: { org: SystemOrg }) {
  const { data: plans } = useSuspenseQuery(plansQuery);
  return (
    <Form
      className="flex max-w-md flex-col gap-3"
      onSubmit={async ({ "/plan": plan = "", "/planEndsAt": end = "" }) => {
        // The end is sent only if it changed: the field has minutes, and the stored time may be more exact.
        const isSameEnd = end === toLocalTime(org.planEndsAt ?? undefined);
        await changePlan(org, { plan, ...(!isSameEnd && { planEndsAt: fromLocalTime(end) || null }) });
        toast({ title: words.planChanged });
      }}
    >
      {({ isSubmitting }) => (
        <>
          <SelectField name="/plan" label={words.planName} defaultValue={org.plan}>
            {plans.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </SelectField>
          <TextField
            name="/planEndsAt"
            label={words.planEnds}
            description={words.planEndsHint}
            type="datetime-local"
            defaultValue={toLocalTime(org.planEndsAt ?? undefined)}
          />
          <Button type="submit" variant="primary" className="self-start" disabled={isSubmitting}>
            {words.changePlan}
          </Button>
        </>
      )}
    </Form>
  );
}
