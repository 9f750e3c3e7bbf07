import type { Schedule } from "@gaffer/client";
import { useNavigate } from "@tanstack/react-router";
import { deleteSchedule, pauseSchedule, resumeSchedule, triggerSchedule } from "../../data/schedules.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { TypedConfirm } from "../../ui/typed-confirm.tsx";
import { useAction } from "../../ui/use-action.ts";

/** What can be done to a schedule as it is. Pausing is done at once, because resuming undoes it. */
export function ScheduleActions({ orgId, schedule }: { orgId: string; schedule: Schedule }) {
  const navigate = useNavigate();
  const { busy, run } = useAction();
  const { id, name, state } = schedule;

  const resume = () => run(() => resumeSchedule(orgId, id), { title: "The schedule goes on" });
  const pause = () =>
    run(() => pauseSchedule(orgId, id), { title: "The schedule is paused", undo: () => void resume() });
  const runNow = () => run(() => triggerSchedule(orgId, id), { title: "Its job is created" });
  const remove = () =>
    run(
      async () => {
        await deleteSchedule(orgId, id);
        await navigate({ to: "/orgs/$orgId/schedules", params: { orgId } });
      },
      { title: "The schedule is deleted" },
    );

  return (
    <>
      <Button disabled={busy} onClick={() => void runNow()}>
        Run now
      </Button>
      {state === "active" && (
        <Button disabled={busy} onClick={() => void pause()}>
          Pause
        </Button>
      )}
      {state === "paused" && (
        <Button look="primary" disabled={busy} onClick={() => void resume()}>
          Resume
        </Button>
      )}
      <ButtonLink to="/orgs/$orgId/schedules/$scheduleId/edit" params={{ orgId, scheduleId: id }}>
        Edit
      </ButtonLink>
      <TypedConfirm
        trigger={
          <Button look="danger" disabled={busy}>
            Delete…
          </Button>
        }
        title={`Delete ${name}?`}
        word={name}
        action="Delete it"
        onConfirm={() => void remove()}
      >
        It and the list of its runs are gone then. Its jobs stay, and those that haven't ended go on.
      </TypedConfirm>
    </>
  );
}
