import type { PreviewSchedule, Schedule } from "@gaffer/client";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { queryClient } from "../../../api/client.ts";
import { ReadProblem } from "../../../components/read-problem.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { previewQuery } from "../queries/schedules.ts";
import { words } from "../words.ts";
import { OccurrenceList } from "./occurrence-list.tsx";

/** Lists the next runs of a schedule. For a paused schedule: the runs that follow when it is resumed now. */
export function NextRuns({ orgId, schedule }: { orgId: string; schedule: Schedule }) {
  const { status, timezone, nextRunAt } = schedule;
  const query = previewQuery(orgId, remainingTimetable(schedule));
  const preview = useQuery({ ...query, enabled: status !== "ended" });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new next run means that a run was due
  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: query.queryKey });
  }, [nextRunAt]);

  return (
    <section aria-labelledby="next-runs">
      <h2 id="next-runs" className="mb-2 text-sm font-semibold">
        {status === "paused" ? words.nextRunsOnceResumed : words.nextRuns}
      </h2>
      {status === "ended" && <p className="text-sm text-soft">{words.scheduleHasEnded}</p>}
      {preview.isLoading && <Skeleton className="h-40 w-full" />}
      <ReadProblem query={preview} />
      {preview.isSuccess && <OccurrenceList occurrences={preview.data.occurrences} timezone={timezone} />}
    </section>
  );
}

/**
 * Converts a schedule to a timetable, so that the API previews the runs from now on. The timetable has the remaining
 * number of runs. The runs of an interval still count from the schedule's start.
 */
function remainingTimetable(schedule: Schedule): PreviewSchedule {
  const { recurrence, timezone, startsAt, endsAt, maxRuns, runCount, createdAt } = schedule;
  return {
    recurrence,
    timezone,
    startsAt: startsAt ?? (recurrence.kind === "interval" ? createdAt : null),
    endsAt,
    maxRuns: maxRuns === null ? null : Math.max(1, maxRuns - runCount),
    count: 5,
  };
}
