import type { JobType } from "@gaffer/client";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { queryClient } from "../../../api/client.ts";
import { controlStyle } from "../../../ui/control-style.ts";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { NewJobForm } from "../components/new-job-form.tsx";
import { jobQuery, jobTypesQuery } from "../queries/jobs.ts";
import { words } from "../words.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/jobs/new");

interface LoaderContext {
  params: { orgId: string };
  deps: { from?: string | undefined };
}

export const loader = ({ params: { orgId }, deps: { from } }: LoaderContext) =>
  Promise.all([
    queryClient.ensureQueryData(jobTypesQuery(orgId)),
    from ? queryClient.ensureQueryData(jobQuery(orgId, from)) : undefined,
  ]);

/** Creates a job from the example input of a job type, or as a copy of an earlier job. */
export function Component() {
  const { orgId } = route.useParams();
  const { type: wanted, from } = route.useSearch();
  const navigate = useNavigate();
  const { data: types } = useSuspenseQuery(jobTypesQuery(orgId));
  const { data: earlier } = useQuery({ ...jobQuery(orgId, from ?? ""), enabled: from !== undefined });
  const type = types.find((known) => known.type === (earlier?.type ?? wanted)) ?? types[0];
  if (!type) return <Page title={words.newJob}>{words.noJobTypes}</Page>;
  return (
    <Page title={words.newJob}>
      <div className="flex max-w-2xl flex-col gap-4">
        <label className="flex flex-col gap-1 text-sm font-medium">
          {words.type}
          <select
            className={controlStyle}
            value={type.type}
            onChange={({ target }) =>
              void navigate({
                to: "/orgs/$orgId/jobs/new",
                params: { orgId },
                search: { type: target.value as JobType },
                replace: true,
              })
            }
          >
            {types.map((known) => (
              <option key={known.type}>{known.type}</option>
            ))}
          </select>
        </label>
        <p className="text-sm text-soft">
          <Prose text={type.description} />
        </p>
        <NewJobForm key={`${type.type} ${from}`} orgId={orgId} type={type} earlier={earlier} />
      </div>
    </Page>
  );
}
