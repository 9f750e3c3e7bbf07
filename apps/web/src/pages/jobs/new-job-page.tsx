import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { jobQuery, jobTypesQuery } from "../../data/jobs.ts";
import { controlLook } from "../../ui/control-look.ts";
import { Page } from "../../ui/page.tsx";
import { Prose } from "../../ui/prose.tsx";
import { NewJobForm } from "./new-job-form.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/jobs/new");

/** Creates a job: of a type, with its example to begin with, or as a copy of an earlier job. */
export function NewJobPage() {
  const { orgId } = route.useParams();
  const { type: wanted, from } = route.useSearch();
  const navigate = useNavigate();
  const { items: types } = useSuspenseQuery(jobTypesQuery(orgId)).data;
  const { data: earlier } = useQuery({ ...jobQuery(orgId, from ?? ""), enabled: from !== undefined });
  const type = types.find((known) => known.type === (earlier?.type ?? wanted)) ?? types[0];
  if (!type) return <Page title="New job">This server has no job types.</Page>;
  return (
    <Page title="New job">
      <div className="flex max-w-2xl flex-col gap-4">
        <label className="flex flex-col gap-1 text-sm font-medium">
          Type
          <select
            className={controlLook}
            value={type.type}
            onChange={({ target }) =>
              void navigate({
                to: "/orgs/$orgId/jobs/new",
                params: { orgId },
                search: { type: target.value },
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
