import type { Schedule } from "@gaffer/client";
import { useNavigate } from "@tanstack/react-router";
import { useAction } from "../../../components/use-action.ts";
import { Button, ButtonLink } from "../../../ui/button.tsx";
import { TypedConfirm } from "../../../ui/typed-confirm.tsx";
import { deleteSchedule, pauseSchedule, resumeSchedule, triggerSchedule } from "../queries/schedules.ts";
import { words } from "../words.ts";

/** Actions on a schedule. Pausing needs no confirmation, because the user can resume the schedule. */
export function ScheduleActions({ orgId, schedule }: { orgId: string; schedule: Schedule }) {
  const navigate = useNavigate();
  const { busy, run } = useAction();
  const { id, name, status } = schedule;

  const resume = () => run(() => resumeSchedule(orgId, id), { title: words.scheduleResumed });
  const pause = () => run(() => pauseSchedule(orgId, id), { title: words.schedulePaused, undo: () => void resume() });
  const runNow = () => run(() => triggerSchedule(orgId, id), { title: words.jobCreated });
  const remove = () =>
    run(
      async () => {
        await deleteSchedule(orgId, id);
        await navigate({ to: "/orgs/$orgId/schedules", params: { orgId } });
      },
      { title: words.scheduleDeleted },
    );

  return (
    <>
      <Button disabled={busy} onClick={() => void runNow()}>
        {words.runNow}
      </Button>
      {status === "active" && (
        <Button disabled={busy} onClick={() => void pause()}>
          {words.pauseSchedule}
        </Button>
      )}
      {status === "paused" && (
        <Button variant="primary" disabled={busy} onClick={() => void resume()}>
          {words.resumeSchedule}
        </Button>
      )}
      <ButtonLink to="/orgs/$orgId/schedules/$scheduleId/edit" params={{ orgId, scheduleId: id }}>
        {words.editSchedule}
      </ButtonLink>
      <TypedConfirm
        trigger={
          <Button variant="danger" disabled={busy}>
            {words.deleteScheduleButton}
          </Button>
        }
        title={words.deleteScheduleQuestion(name)}
        confirmText={name}
        action={words.deleteSchedule}
        onConfirm={() => void remove()}
      >
        {words.deleteScheduleWarning}
      </TypedConfirm>
    </>
  );
}
