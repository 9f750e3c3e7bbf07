import type { Plan } from "@gaffer/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { queryClient } from "../../../api/client.ts";
import { ButtonLink } from "../../../ui/button.tsx";
import { formatBytes } from "../../../ui/format-bytes.ts";
import { Page } from "../../../ui/page.tsx";
import { plansQuery } from "../queries/plans.ts";
import { words } from "../words.tsx";

export const loader = () => queryClient.ensureQueryData(plansQuery);

/** Lists the plans of the installation. */
export function Component() {
  const { data: plans } = useSuspenseQuery(plansQuery);
  return (
    <Page
      title={words.plans}
      actions={
        <ButtonLink to="/system/new-plan" variant="primary">
          {words.newPlan}
        </ButtonLink>
      }
    >
      <ul aria-label={words.plans} className="border-t border-line-strong">
        {plans.map((plan) => (
          <PlanRow key={plan.name} plan={plan} />
        ))}
      </ul>
    </Page>
  );
}

function PlanRow({ plan }: { plan: Plan }) {
  const { name, openJobs, runningJobs, storedBytes, requestsPerMinute, orgs } = plan;
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line py-2 text-sm">
      <Link to="/system/plans/$plan" params={{ plan: name }} className="font-medium underline-offset-2 hover:underline">
        {name}
      </Link>
      <span className="text-soft">
        {words.planSummary({
          openJobs,
          runningJobs,
          requestsPerMinute,
          stored: storedBytes === null ? null : formatBytes(storedBytes),
        })}
      </span>
      <span className="text-soft">{words.orgCount(orgs)}</span>
    </li>
  );
}
