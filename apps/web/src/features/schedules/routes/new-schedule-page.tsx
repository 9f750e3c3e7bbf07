import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { queryClient } from "../../../api/client.ts";
import { ButtonLink } from "../../../ui/button.tsx";
import { Page } from "../../../ui/page.tsx";
import { toast } from "../../../ui/toast.ts";
import { jobTypesQuery } from "../../jobs/index.ts";
import { newDraft } from "../components/schedule-draft.ts";
import { ScheduleForm } from "../components/schedule-form.tsx";
import { viewerZone } from "../components/zone.ts";
import { createSchedule } from "../queries/schedules.ts";
import { words } from "../words.ts";

const route = getRouteApi("/signed-in/orgs/$orgId/schedules/new");

export const loader = ({ params: { orgId } }: { params: { orgId: string } }) =>
  queryClient.ensureQueryData(jobTypesQuery(orgId));

export function Component() {
  const { orgId } = route.useParams();
  const navigate = useNavigate();
  const { data: types } = useSuspenseQuery(jobTypesQuery(orgId));
  const [type] = types;
  if (!type) return <Page title={words.newSchedule}>{words.noJobTypes}</Page>;
  return (
    <Page title={words.newSchedule}>
      <ScheduleForm
        orgId={orgId}
        types={types}
        start={newDraft(type, viewerZone)}
        isNew
        action={words.createSchedule}
        send={async (draft) => {
          const { id } = await createSchedule(orgId, draft);
          toast({ title: words.scheduleCreated });
          await navigate({ to: "/orgs/$orgId/schedules/$scheduleId", params: { orgId, scheduleId: id } });
        }}
        cancel={
          <ButtonLink to="/orgs/$orgId/schedules" params={{ orgId }} variant="ghost">
            {words.cancel}
          </ButtonLink>
        }
      />
    </Page>
  );
}
