import { useAction } from "../../../components/use-action.ts";
import { Button } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { changeSchedules, type ScheduleFilters } from "../queries/schedules.ts";
import { changeAllWords } from "../words.ts";

/** The button that pauses all active schedules, or resumes all paused ones, depending on the filter. */
export function ChangeAll({ orgId, status }: { orgId: string; status: ScheduleFilters["status"] }) {
  const { busy, run } = useAction();
  if (status !== "active" && status !== "paused") return null;
  const verb = status === "active" ? "pause" : "resume";
  const words = changeAllWords[verb];
  return (
    <Confirm
      trigger={<Button disabled={busy}>{words.action}</Button>}
      title={`${words.action}?`}
      action={words.action}
      variant={verb === "pause" ? "danger" : "primary"}
      onConfirm={() =>
        void run(
          () => changeSchedules(orgId, verb),
          (count) => ({ title: words.done(count) }),
        )
      }
    >
      {words.effect}
    </Confirm>
  );
}
