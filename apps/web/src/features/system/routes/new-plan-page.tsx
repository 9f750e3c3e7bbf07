import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { queryClient } from "../../../api/client.ts";
import { Page } from "../../../ui/page.tsx";
import { PlanForm } from "../components/plan-form.tsx";
import { createPlan, plansQuery } from "../queries/plans.ts";
import { words } from "../words.tsx";

export const loader = () => queryClient.ensureQueryData(plansQuery);

/** Creates a plan. The form starts with the limits of the first plan. */
export function Component() {
  const [first] = useSuspenseQuery(plansQuery).data;
  const navigate = useNavigate();
  return (
    <Page title={words.newPlan}>
      <PlanForm
        plan={first && { ...first, name: "" }}
        isNew
        action={words.createPlan}
        onSubmit={async (plan) => {
          await createPlan(plan);
          await navigate({ to: "/system/plans" });
        }}
      />
    </Page>
  );
}
