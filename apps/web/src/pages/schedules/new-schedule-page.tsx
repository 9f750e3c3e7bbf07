import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { jobTypesQuery } from "../../data/jobs.ts";
import { createSchedule } from "../../data/schedules.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { say } from "../../ui/say.ts";
import { newDraft } from "./schedule-draft.ts";
import { ScheduleForm } from "./schedule-form.tsx";
import { viewerZone } from "./zone.ts";

const route = getRouteApi("/signed-in/orgs/$orgId/schedules/new");

export function NewSchedulePage() {
  const { orgId } = route.useParams();
  const navigate = useNavigate();
  const { items: types } = useSuspenseQuery(jobTypesQuery(orgId)).data;
  const [type] = types;
  if (!type) return <Page title="New schedule">This server has no job types.</Page>;
  return (
    <Page title="New schedule">
      <ScheduleForm
        orgId={orgId}
        types={types}
        start={newDraft(type, viewerZone)}
        action="Create schedule"
        send={async (draft) => {
          const { id } = await createSchedule(orgId, draft);
          say({ title: "Schedule created" });
          await navigate({ to: "/orgs/$orgId/schedules/$scheduleId", params: { orgId, scheduleId: id } });
        }}
        cancel={
          <ButtonLink to="/orgs/$orgId/schedules" params={{ orgId }} look="ghost">
            Cancel
          </ButtonLink>
        }
      />
    </Page>
  );
}
