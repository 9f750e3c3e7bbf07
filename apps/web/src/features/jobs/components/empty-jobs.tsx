import { ButtonLink } from "../../../ui/button.tsx";
import { EmptyList } from "../../../ui/empty-list.tsx";

interface EmptyJobsProps {
  orgId: string;
  isFiltered: boolean;
  mayWrite: boolean;
}

/** In the place of a list without jobs. */
export function EmptyJobs({ orgId, isFiltered, mayWrite }: EmptyJobsProps) {
  if (isFiltered) return <p className="py-8 text-center text-soft">No jobs match these filters.</p>;
  return (
    <EmptyList
      about="There are no jobs yet. Create one to see its progress, output and log here."
      start={
        <ButtonLink to="/orgs/$orgId/jobs/new" params={{ orgId }} variant="primary">
          Create job
        </ButtonLink>
      }
      otherwise="Or create one with an API key of this organization:"
      curl={curl(orgId)}
      sdk={sdk(orgId)}
      mayWrite={mayWrite}
    />
  );
}

const input = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };

function curl(orgId: string): string {
  return `curl ${location.origin}/v1/orgs/${orgId}/jobs \\
  -H "Authorization: Bearer $GAFFER_API_KEY" -H "Content-Type: application/json" \\
  -d '${JSON.stringify({ type: "report:generate", input })}'`;
}

function sdk(orgId: string): string {
  return `import { createClient } from "@gaffer/client";

const gaffer = createClient({ baseUrl: "${location.origin}", apiKey: process.env.GAFFER_API_KEY });
const { jobs } = gaffer.org("${orgId}");
const job = await jobs.create({
  type: "report:generate",
  input: ${JSON.stringify(input)},
});
const report = await jobs.wait(job);`;
}
