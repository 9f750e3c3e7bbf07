import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { PagedList } from "../../../components/paged-list.tsx";
import { ButtonLink } from "../../../ui/button.tsx";
import { Page } from "../../../ui/page.tsx";
import { isAtLeast, useOrg } from "../../orgs/index.ts";
import { EmptySchedules } from "../components/empty-schedules.tsx";
import { ScheduleRow } from "../components/schedule-row.tsx";
import { stateStyles } from "../components/schedule-state.tsx";
import { type ScheduleFilters, schedulesQuery } from "../queries/schedules.ts";

const route = getRouteApi("/signed-in/orgs/$orgId/schedules");

export function Component() {
  const { orgId } = route.useParams();
  const filters = route.useSearch();
  const mayWrite = isAtLeast(useOrg(orgId), "admin");
  const list = useInfiniteQuery(schedulesQuery(orgId, filters));
  return (
    <Page
      title="Schedules"
      actions={
        mayWrite && (
          <ButtonLink to="/orgs/$orgId/schedules/new" params={{ orgId }} variant="primary">
            New schedule
          </ButtonLink>
        )
      }
    >
      <StateTabs orgId={orgId} filters={filters} />
      <PagedList
        label="Schedules"
        list={list}
        empty={<EmptySchedules orgId={orgId} isFiltered={filters.state !== undefined} mayWrite={mayWrite} />}
      >
        {(schedule) => <ScheduleRow key={schedule.id} orgId={orgId} schedule={schedule} />}
      </PagedList>
    </Page>
  );
}

function StateTabs({ orgId, filters }: { orgId: string; filters: ScheduleFilters }) {
  const states = Object.keys(stateStyles) as (keyof typeof stateStyles)[];
  return (
    <nav aria-label="State" className="mb-4 flex gap-1 overflow-x-auto">
      {[undefined, ...states].map((state) => (
        <Link
          key={state ?? "all"}
          to="/orgs/$orgId/schedules"
          params={{ orgId }}
          search={state ? { state } : {}}
          aria-current={filters.state === state ? "page" : undefined}
          activeProps={{}}
          className="rounded-md px-3 py-1.5 text-sm whitespace-nowrap text-soft hover:bg-hover aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {state ? stateStyles[state].label : "All"}
        </Link>
      ))}
    </nav>
  );
}
