import type { Schedule } from "@gaffer/client";
import { Link } from "@tanstack/react-router";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { describeTimetable } from "./describe-recurrence.ts";
import { RunSparkline } from "./run-sparkline.tsx";
import { StateBadge } from "./schedule-state.tsx";

export function ScheduleRow({ orgId, schedule }: { orgId: string; schedule: Schedule }) {
  const { id, name, job, nextRunAt } = schedule;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-b border-line py-3 md:grid-cols-[minmax(0,1fr)_10rem_9rem_8rem]">
      <div className="min-w-0">
        <Link
          to="/orgs/$orgId/schedules/$scheduleId"
          params={{ orgId, scheduleId: id }}
          className="block truncate rounded text-sm font-medium hover:underline"
        >
          {name}
        </Link>
        <span className="block truncate text-xs text-soft">
          {describeTimetable(schedule)} · {job.type}
        </span>
      </div>
      <StateBadge schedule={schedule} />
      <RunSparkline orgId={orgId} schedule={schedule} />
      <span className="text-right text-sm text-soft">
        {nextRunAt === null ? "No next run" : <RelativeTime at={nextRunAt} />}
      </span>
    </li>
  );
}
