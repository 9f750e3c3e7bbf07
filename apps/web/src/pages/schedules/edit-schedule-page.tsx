import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { jobTypesQuery } from "../../data/jobs.ts";
import { scheduleQuery, updateSchedule } from "../../data/schedules.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { say } from "../../ui/say.ts";
import { changesOf, type ScheduleDraft, toDraft } from "./schedule-draft.ts";
import { ScheduleForm } from "./schedule-form.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/schedules/$scheduleId/edit");

/** Edits the version of the schedule that was current when the page was opened. A newer version prevents saving. */
export function EditSchedulePage() {
  const { orgId, scheduleId } = route.useParams();
  const navigate = useNavigate();
  const { items: types } = useSuspenseQuery(jobTypesQuery(orgId)).data;
  const { data: latest } = useSuspenseQuery(scheduleQuery(orgId, scheduleId));
  const [read, setRead] = useState(latest);
  const start = toDraft(read);

  async function send(draft: ScheduleDraft) {
    // The page has read this version itself, so it isn't someone else's change.
    setRead(await updateSchedule(orgId, read, changesOf(start, draft)));
    say({ title: "Schedule saved" });
    await navigate({ to: "/orgs/$orgId/schedules/$scheduleId", params: { orgId, scheduleId } });
  }

  return (
    <Page title={`Edit ${read.name}`}>
      {latest.version !== read.version && (
        <div
          role="alert"
          className="mb-4 flex flex-wrap items-center gap-3 rounded-md border border-warn bg-warn-soft p-3"
        >
          <p className="text-sm">This schedule has been changed by someone else, so your changes can't be saved.</p>
          <Button onClick={() => setRead(latest)}>Reload the latest version</Button>
        </div>
      )}
      <ScheduleForm
        key={read.version}
        orgId={orgId}
        types={types}
        start={start}
        action="Save schedule"
        send={send}
        cancel={
          <ButtonLink to="/orgs/$orgId/schedules/$scheduleId" params={{ orgId, scheduleId }} look="ghost">
            Cancel
          </ButtonLink>
        }
      />
    </Page>
  );
}
