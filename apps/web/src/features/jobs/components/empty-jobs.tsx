import { ButtonLink } from "../../../ui/button.tsx";
import { EmptyList } from "../../../ui/empty-list.tsx";
import { words } from "../words.tsx";

interface EmptyJobsProps {
  orgId: string;
  isFiltered: boolean;
  mayWrite: boolean;
}

/** Placeholder of an empty list of jobs. */
export function EmptyJobs({ orgId, isFiltered, mayWrite }: EmptyJobsProps) {
  if (isFiltered) return <p className="py-8 text-center text-soft">{words.noJobsMatchTheseFilters}</p>;
  return (
    <EmptyList
      description={words.noJobs}
      action={
        <ButtonLink to="/orgs/$orgId/jobs/new" params={{ orgId }} variant="primary">
          {words.createJob}
        </ButtonLink>
      }
      exampleTitle={words.noJobsExample}
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
