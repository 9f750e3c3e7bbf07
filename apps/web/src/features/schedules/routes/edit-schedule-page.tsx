import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { queryClient } from "../../../api/client.ts";
import { Button, ButtonLink } from "../../../ui/button.tsx";
import { Page } from "../../../ui/page.tsx";
import { toast } from "../../../ui/toast.ts";
import { jobTypesQuery } from "../../jobs/index.ts";
import { changesOf, type ScheduleDraft, toDraft } from "../components/schedule-draft.ts";
import { ScheduleForm } from "../components/schedule-form.tsx";
import { scheduleQuery, updateSchedule } from "../queries/schedules.ts";
import { words } from "../words.ts";

const route = getRouteApi("/signed-in/orgs/$orgId/schedules/$scheduleId/edit");

export const loader = ({ params: { orgId, scheduleId } }: { params: { orgId: string; scheduleId: string } }) =>
  Promise.all([
    queryClient.ensureQueryData(jobTypesQuery(orgId)),
    // Always reads the latest version, because the API refuses a change of an older one.
    queryClient.fetchQuery({ ...scheduleQuery(orgId, scheduleId), staleTime: 0 }),
  ]);

/** Edits the version of the schedule that was current when the page was opened. A newer version prevents saving. */
export function Component() {
  const { orgId, scheduleId } = route.useParams();
  const navigate = useNavigate();
  const { data: types } = useSuspenseQuery(jobTypesQuery(orgId));
  const { data: latest } = useSuspenseQuery(scheduleQuery(orgId, scheduleId));
  const [read, setRead] = useState(latest);
  const start = toDraft(read);

  async function send(draft: ScheduleDraft) {
    // The next change on this page is based on the saved version of the schedule.
    setRead(await updateSchedule(orgId, read, changesOf(start, draft)));
    toast({ title: words.scheduleSaved });
    await navigate({ to: "/orgs/$orgId/schedules/$scheduleId", params: { orgId, scheduleId } });
  }

  return (
    <Page title={words.editNamed(read.name)}>
      {latest.version !== read.version && (
        <div
          role="alert"
          className="mb-4 flex flex-wrap items-center gap-3 rounded-md border border-warn bg-warn-soft p-3"
        >
          <p className="text-sm">{words.changedByOther}</p>
          <Button onClick={() => setRead(latest)}>{words.reloadTheLatestVersion}</Button>
        </div>
      )}
      <ScheduleForm
        key={read.version}
        orgId={orgId}
        types={types}
        start={start}
        action={words.saveSchedule}
        send={send}
        cancel={
          <ButtonLink to="/orgs/$orgId/schedules/$scheduleId" params={{ orgId, scheduleId }} variant="ghost">
            {words.cancel}
          </ButtonLink>
        }
      />
    </Page>
  );
}
