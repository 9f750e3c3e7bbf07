import { ButtonLink } from "../../../ui/button.tsx";
import { EmptyList } from "../../../ui/empty-list.tsx";
import { words } from "../words.ts";

interface EmptySchedulesProps {
  orgId: string;
  isFiltered: boolean;
  mayWrite: boolean;
}

/** Placeholder of an empty list of schedules. */
export function EmptySchedules({ orgId, isFiltered, mayWrite }: EmptySchedulesProps) {
  if (isFiltered) return <p className="py-8 text-center text-soft">{words.noSchedulesMatchTheseFilters}</p>;
  return (
    <EmptyList
      description={words.noSchedules}
      action={
        <ButtonLink to="/orgs/$orgId/schedules/new" params={{ orgId }} variant="primary">
          {words.createSchedule}
        </ButtonLink>
      }
      exampleTitle={words.noSchedulesExample}
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
