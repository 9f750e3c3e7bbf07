import { ButtonLink } from "../../../ui/button.tsx";
import { EmptyList } from "../../../ui/empty-list.tsx";

interface EmptySchedulesProps {
  orgId: string;
  isFiltered: boolean;
  mayWrite: boolean;
}

/** In the place of a list without schedules. */
export function EmptySchedules({ orgId, isFiltered, mayWrite }: EmptySchedulesProps) {
  if (isFiltered) return <p className="py-8 text-center text-soft">No schedules match these filters.</p>;
  return (
    <EmptyList
      about="There are no schedules yet. Create one to run a job at the times that you choose."
      start={
        <ButtonLink to="/orgs/$orgId/schedules/new" params={{ orgId }} variant="primary">
          Create schedule
        </ButtonLink>
      }
      otherwise="Or create one with an API key of this organization:"
      curl={curl(orgId)}
      sdk={sdk(orgId)}
      mayWrite={mayWrite}
    />
  );
}

const schedule = {
  name: "Morning call",
  job: { type: "http:request", input: { url: "https://example.com/" } },
  recurrence: { kind: "daily", time: "07:00" },
  timezone: "Europe/Berlin",
};

function curl(orgId: string): string {
  return `curl ${location.origin}/v1/orgs/${orgId}/schedules \\
  -H "Authorization: Bearer $GAFFER_API_KEY" -H "Content-Type: application/json" \\
  -d '${JSON.stringify(schedule)}'`;
}

function sdk(orgId: string): string {
  return `import { createClient } from "@gaffer/client";

const gaffer = createClient({ baseUrl: "${location.origin}", apiKey: process.env.GAFFER_API_KEY });
const { schedules } = gaffer.org("${orgId}");
const schedule = await schedules.create(${JSON.stringify(schedule, null, 2)});
console.log(schedule.nextRunAt);`;
}
