import type { PreviewSchedule } from "@gaffer/client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { toProblem } from "../../../api/problem.ts";
import { fieldPath } from "../../../components/field-path.ts";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { previewQuery } from "../queries/schedules.ts";
import { words } from "../words.ts";
import { OccurrenceList } from "./occurrence-list.tsx";
import type { ScheduleDraft } from "./schedule-draft.ts";

/** Time in milliseconds without a change of the form after which the preview is requested. */
const settleMs = 300;

/** The next runs of the draft, computed by the API. */
export function SchedulePreview({ orgId, draft }: { orgId: string; draft: ScheduleDraft }) {
  const { recurrence, timezone, startsAt, endsAt, maxRuns } = draft;
  const timetable = useSettled<PreviewSchedule>({ recurrence, timezone, startsAt, endsAt, maxRuns, count: 5 });
  const preview = useQuery(previewQuery(orgId, timetable));
  return (
    <section aria-labelledby="preview" className="rounded-md border border-line bg-raised p-4">
      <h2 id="preview" className="mb-2 text-sm font-semibold">
        {words.theNextFiveRuns}
      </h2>
      <div aria-live="polite" className={preview.isPlaceholderData ? "opacity-60" : ""}>
        {preview.isPending && <Skeleton className="h-40 w-full" />}
        {preview.isError && <PreviewProblem error={preview.error} />}
        {preview.isSuccess && <OccurrenceList occurrences={preview.data.occurrences} timezone={timezone} />}
      </div>
    </section>
  );
}

/**
 * Shows validation errors of the draft. Screen readers don't announce them as an alert, because the user is still
 * typing.
 */
function PreviewProblem({ error }: { error: unknown }) {
  const { detail, errors = [] } = toProblem(error);
  return (
    <ul className="text-sm break-words text-bad">
      {errors.length === 0 && <li>{detail}</li>}
      {errors.map(({ pointer, message }) => (
        <li key={pointer}>
          <strong className="font-medium">{fieldPath(pointer)}</strong> {message}
        </li>
      ))}
    </ul>
  );
}

/** Returns the value after it hasn't changed for `settleMs` (debounce). */
function useSettled<Value>(value: Value): Value {
  const entered = JSON.stringify(value);
  const [settled, setSettled] = useState(entered);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(entered), settleMs);
    return () => clearTimeout(timer);
  }, [entered]);
  return JSON.parse(settled) as Value;
}
