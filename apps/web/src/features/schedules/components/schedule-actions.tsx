import type { Schedule } from "@gaffer/client";
import { useNavigate } from "@tanstack/react-router";
import { useAction } from "../../../components/use-action.ts";
import { Button, ButtonLink } from "../../../ui/button.tsx";
import { TypedConfirm } from "../../../ui/typed-confirm.tsx";
import { deleteSchedule, pauseSchedule, resumeSchedule, triggerSchedule } from "../queries/schedules.ts";

/** Actions on a schedule. Pausing needs no confirmation, because it can be undone. */
export function ScheduleActions({ orgId, schedule }: { orgId: string; schedule: Schedule }) {
  const navigate = useNavigate();
  const { busy, run } = useAction();
  const { id, name, state } = schedule;

  const resume = () => run(() => resumeSchedule(orgId, id), { title: "Schedule resumed" });
  const pause = () => run(() => pauseSchedule(orgId, id), { title: "Schedule paused", undo: () => void resume() });
  const runNow = () => run(() => triggerSchedule(orgId, id), { title: "Job created" });
  const remove = () =>
    run(
      async () => {
        await deleteSchedule(orgId, id);
        await navigate({ to: "/orgs/$orgId/schedules", params: { orgId } });
      },
      { title: "Schedule deleted" },
    );

  return (
    <>
      <Button disabled={busy} onClick={() => void runNow()}>
        Run now
      </Button>
      {state === "active" && (
        <Button disabled={busy} onClick={() => void pause()}>
          Pause schedule
        </Button>
      )}
      {state === "paused" && (
        <Button variant="primary" disabled={busy} onClick={() => void resume()}>
          Resume schedule
        </Button>
      )}
      <ButtonLink to="/orgs/$orgId/schedules/$scheduleId/edit" params={{ orgId, scheduleId: id }}>
        Edit schedule
      </ButtonLink>
      <TypedConfirm
        trigger={
          <Button variant="danger" disabled={busy}>
            Delete schedule…
          </Button>
        }
        title={`Delete ${name}?`}
        word={name}
        action="Delete schedule"
        onConfirm={() => void remove()}
      >
        The schedule and its run history are deleted. Its jobs are kept, and open jobs continue.
      </TypedConfirm>
    </>
  );
}
