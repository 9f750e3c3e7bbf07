import type { Schedule } from "@gaffer/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { PagedList } from "../../../components/paged-list.tsx";
import { ButtonLink } from "../../../ui/button.tsx";
import { Page } from "../../../ui/page.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { isAtLeast, useOrg } from "../../orgs/index.ts";
import { ChangeAll } from "../components/change-all.tsx";
import { EmptySchedules } from "../components/empty-schedules.tsx";
import { RunSparkline } from "../components/run-sparkline.tsx";
import { ScheduleStatusBadge, scheduleStatusStyles } from "../components/schedule-status.tsx";
import { type ScheduleFilters, schedulesQuery } from "../queries/schedules.ts";
import { describeTimetable, words } from "../words.ts";

const route = getRouteApi("/signed-in/orgs/$orgId/schedules");

export function Component() {
  const { orgId } = route.useParams();
  const filters = route.useSearch();
  const mayWrite = isAtLeast(useOrg(orgId), "admin");
  const list = useInfiniteQuery(schedulesQuery(orgId, filters));
  return (
    <Page
      title={words.schedules}
      actions={
        mayWrite && (
          <>
            <ChangeAll orgId={orgId} status={filters.status} />
            <ButtonLink to="/orgs/$orgId/schedules/new" params={{ orgId }} variant="primary">
              {words.newSchedule}
            </ButtonLink>
          </>
        )
      }
    >
      <StateTabs orgId={orgId} filters={filters} />
      <PagedList
        label={words.schedules}
        list={list}
        empty={<EmptySchedules orgId={orgId} isFiltered={filters.status !== undefined} mayWrite={mayWrite} />}
      >
        {(schedule) => <ScheduleRow key={schedule.id} orgId={orgId} schedule={schedule} />}
      </PagedList>
    </Page>
  );
}

function StateTabs({ orgId, filters }: { orgId: string; filters: ScheduleFilters }) {
  const states = Object.keys(scheduleStatusStyles) as (keyof typeof scheduleStatusStyles)[];
  return (
    <nav aria-label={words.status} className="mb-4 flex gap-1 overflow-x-auto">
      {[undefined, ...states].map((status) => (
        <Link
          key={status ?? "all"}
          to="/orgs/$orgId/schedules"
          params={{ orgId }}
          search={status ? { status } : {}}
          aria-current={filters.status === status ? "page" : undefined}
          activeProps={{}}
          className="rounded-md px-3 py-1.5 text-sm whitespace-nowrap text-soft hover:bg-hover aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {status ? scheduleStatusStyles[status].label : words.all}
        </Link>
      ))}
    </nav>
  );
}

function ScheduleRow({ orgId, schedule }: { orgId: string; schedule: Schedule }) {
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
      <ScheduleStatusBadge schedule={schedule} />
      <RunSparkline orgId={orgId} schedule={schedule} />
      <span className="text-right text-sm text-soft">
        {nextRunAt === null ? words.noNextRun : <RelativeTime at={nextRunAt} />}
      </span>
    </li>
  );
}
