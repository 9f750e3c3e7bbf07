import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { queryClient } from "../../../api/client.ts";
import { Page } from "../../../ui/page.tsx";
import { EmptyJobs, jobStatsQuery } from "../../jobs/index.ts";
import { isAtLeast, useOrg } from "../../orgs/index.ts";
import { Attention } from "../components/attention.tsx";
import { Figures } from "../components/figures.tsx";
import { JobCharts } from "../components/job-charts.tsx";
import { NewestFailures } from "../components/newest-failures.tsx";
import { periods } from "../components/period.ts";
import { TypeCountsTable } from "../components/type-counts-table.tsx";
import { periodWords, words } from "../words.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/overview");

export const loader = ({ params: { orgId } }: { params: { orgId: string } }) =>
  queryClient.ensureQueryData(jobStatsQuery(orgId));

export function Component() {
  const { orgId } = route.useParams();
  const { period = "hour" } = route.useSearch();
  const { data: stats } = useSuspenseQuery(jobStatsQuery(orgId));
  const mayWrite = isAtLeast(useOrg(orgId), "member");
  const isEmpty = stats.byType.length === 0;
  return (
    <Page title={words.overview} actions={!isEmpty && <PeriodTabs orgId={orgId} />}>
      <div className="flex flex-col gap-8">
        <Attention orgId={orgId} period={period} stats={stats} />
        {isEmpty ? (
          <section aria-label={words.firstJob}>
            <p>{words.figuresWillAppear}</p>
            <EmptyJobs orgId={orgId} isFiltered={false} mayWrite={mayWrite} />
          </section>
        ) : (
          <>
            <Figures orgId={orgId} period={period} stats={stats} />
            <JobCharts orgId={orgId} period={period} />
            <div className="grid gap-8 xl:grid-cols-2">
              <NewestFailures orgId={orgId} stats={stats} />
              <TypeCountsTable orgId={orgId} stats={stats} />
            </div>
          </>
        )}
      </div>
    </Page>
  );
}

function PeriodTabs({ orgId }: { orgId: string }) {
  const { period: chosen = "hour" } = route.useSearch();
  return (
    <nav aria-label={words.period} className="flex gap-1">
      {periods.map((period) => (
        <Link
          key={period}
          to="/orgs/$orgId/overview"
          params={{ orgId }}
          search={{ period }}
          replace
          resetScroll={false}
          aria-label={`${periodWords[period].short}: ${periodWords[period].long}`}
          aria-current={chosen === period ? "page" : undefined}
          activeProps={{}}
          className="rounded-md px-3 py-1.5 text-sm whitespace-nowrap text-soft hover:bg-hover aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {periodWords[period].short}
        </Link>
      ))}
    </nav>
  );
}
