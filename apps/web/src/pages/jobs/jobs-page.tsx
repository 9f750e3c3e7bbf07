import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useFollowedJobs } from "../../data/follow-jobs.ts";
import { jobTypesQuery } from "../../data/jobs.ts";
import { isAtLeast, useOrg } from "../../data/orgs.ts";
import { toProblem } from "../../data/problem.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReadProblem } from "../../ui/read-problem.tsx";
import { PageSkeleton } from "../../ui/skeleton.tsx";
import { EmptyJobs } from "./empty-jobs.tsx";
import { JobFilterBar } from "./job-filter-bar.tsx";
import { JobList } from "./job-list.tsx";
import { useSelection } from "./use-selection.ts";

const route = getRouteApi("/signed-in/orgs/$orgId/jobs");

// Loaded when the first job is selected.
const BulkActions = lazy(async () => ({ default: (await import("./bulk-actions.tsx")).BulkActions }));

export function JobsPage() {
  const { orgId } = route.useParams();
  const filters = route.useSearch();
  const { items: types } = useSuspenseQuery(jobTypesQuery(orgId)).data;
  const mayWrite = isAtLeast(useOrg(orgId), "member");
  const { list, jobs, look, readOn, refusal } = useFollowedJobs(orgId, filters);
  const selection = useSelection(jobs, filters);
  const [isActing, setActing] = useState(false);
  const isFiltered = Object.keys(filters).length > 0;

  // Scrolling doesn't repeat a failed read: it would repeat it without a pause.
  const mayAskForMore = !list.isFetchingNextPage && !refusal;

  return (
    <Page
      title="Jobs"
      actions={
        mayWrite && (
          <ButtonLink to="/orgs/$orgId/jobs/new" params={{ orgId }} look="primary">
            New job
          </ButtonLink>
        )
      }
    >
      <JobFilterBar orgId={orgId} filters={filters} types={types.map(({ type }) => type)} />
      {list.isLoadingError && <ReadProblem of={list} />}
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
          onReachEnd={() => mayAskForMore && void readOn()}
          onLook={look}
        />
      )}
      {refusal && <ProblemNotice problem={toProblem(refusal)} onRetry={() => void readOn()} />}
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
