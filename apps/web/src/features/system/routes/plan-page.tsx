import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, notFound, useNavigate } from "@tanstack/react-router";
import { queryClient } from "../../../api/client.ts";
import { useAction } from "../../../components/use-action.ts";
import { Button } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { Page } from "../../../ui/page.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { toast } from "../../../ui/toast.ts";
import { PlanForm } from "../components/plan-form.tsx";
import { deletePlan, plansQuery, updatePlan } from "../queries/plans.ts";
import { words } from "../words.tsx";

const route = getRouteApi("/signed-in/system/plans/$plan");

export async function loader({ params }: { params: { plan: string } }) {
  const plans = await queryClient.ensureQueryData(plansQuery);
  if (!plans.some(({ name }) => name === params.plan)) throw notFound();
}

/** Changes or deletes a plan. */
export function Component() {
  const { plan: name } = route.useParams();
  const plan = useSuspenseQuery(plansQuery).data.find((each) => each.name === name);
  const navigate = useNavigate();
  const { busy, run } = useAction();
  if (!plan) return null;
  return (
    <Page
      title={plan.name}
      actions={
        <Confirm
          trigger={
            <Button variant="danger" disabled={busy}>
              {words.deletePlan}
            </Button>
          }
          title={words.deletePlanQuestion(plan.name)}
          action={words.deletePlan}
          onConfirm={() =>
            void run(async () => {
              await deletePlan(plan);
              await navigate({ to: "/system/plans" });
            })
          }
        >
          {words.deletePlanWarning}
        </Confirm>
      }
    >
      <p className="mb-4 text-sm">
        <TextLink to="/system/plans">{words.allPlans}</TextLink>
      </p>
      <p className="mb-4 text-sm text-soft">{words.planHint(plan.orgs)}</p>
      <PlanForm
        key={plan.name}
        plan={plan}
        action={words.savePlan}
        onSubmit={async ({ name: _, ...limits }) => {
          await updatePlan(plan, limits);
          toast({ title: words.planSaved(plan.name) });
        }}
      />
    </Page>
  );
}
