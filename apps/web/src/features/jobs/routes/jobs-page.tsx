import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { queryClient } from "../../../api/client.ts";
import { toProblem } from "../../../api/problem.ts";
import { ProblemNotice } from "../../../components/problem-notice.tsx";
import { ReadProblem } from "../../../components/read-problem.tsx";
import { ButtonLink } from "../../../ui/button.tsx";
import { Page } from "../../../ui/page.tsx";
import { PageSkeleton } from "../../../ui/skeleton.tsx";
import { isAtLeast, useOrg } from "../../orgs/index.ts";
import { EmptyJobs } from "../components/empty-jobs.tsx";
import { JobFilterBar } from "../components/job-filter-bar.tsx";
import { JobList } from "../components/job-list.tsx";
import { useSelection } from "../components/use-selection.ts";
import { useFollowedJobs } from "../queries/follow-jobs.ts";
import { jobTypesQuery } from "../queries/jobs.ts";
import { words } from "../words.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/jobs");

// The code of the bulk actions loads when jobs are first selected.
const BulkActions = lazy(async () => ({ default: (await import("../components/bulk-actions.tsx")).BulkActions }));

export const loader = ({ params: { orgId } }: { params: { orgId: string } }) =>
  queryClient.ensureQueryData(jobTypesQuery(orgId));

export function Component() {
  const { orgId } = route.useParams();
  const filters = route.useSearch();
  const { data: types } = useSuspenseQuery(jobTypesQuery(orgId));
  const mayWrite = isAtLeast(useOrg(orgId), "member");
  const { list, jobs, setFirstInView, fetchMore, moreError } = useFollowedJobs(orgId, filters);
  const selection = useSelection(jobs, filters);
  const [isActing, setActing] = useState(false);
  const isFiltered = Object.keys(filters).length > 0;

  // Scrolling doesn't repeat a failed read of the next page. Otherwise the jobs page would repeat the read without a
  // pause.
  const mayFetchMore = !list.isFetchingNextPage && !moreError;

  return (
    <Page
      title={words.jobs}
      actions={
        mayWrite && (
          <ButtonLink to="/orgs/$orgId/jobs/new" params={{ orgId }} variant="primary">
            {words.newJob}
          </ButtonLink>
        )
      }
    >
      <JobFilterBar orgId={orgId} filters={filters} types={types.map(({ type }) => type)} />
      {list.isLoadingError && <ReadProblem query={list} />}
      {list.isPending && <PageSkeleton />}
      {list.isSuccess && jobs.length === 0 && <EmptyJobs orgId={orgId} isFiltered={isFiltered} mayWrite={mayWrite} />}
      {jobs.length > 0 && (
        <JobList
          key={JSON.stringify(filters)}
          orgId={orgId}
          jobs={jobs}
          selection={selection}
          mayWrite={mayWrite}
          hasMore={list.hasNextPage}
          onReachEnd={() => mayFetchMore && void fetchMore()}
          onViewChange={setFirstInView}
        />
      )}
      {moreError && <ProblemNotice problem={toProblem(moreError)} onRetry={() => void fetchMore()} />}
      {(selection.jobs.length > 0 || isActing) && (
        <Suspense>
          <BulkActions
            orgId={orgId}
            filters={filters}
            selection={selection}
            mayTakeAll={list.hasNextPage && selection.jobs.length === jobs.length && selection.allBefore === undefined}
            onActing={setActing}
          />
        </Suspense>
      )}
    </Page>
  );
}
