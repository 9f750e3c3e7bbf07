import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { queryClient } from "../../data/client.ts";
import { jobLogsQuery } from "../../data/job-logs.ts";
import { attemptsQuery, jobQuery } from "../../data/jobs.ts";
import { isAtLeast, useOrg } from "../../data/orgs.ts";
import { JsonTree } from "../../ui/json-tree.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReadProblem } from "../../ui/read-problem.tsx";
import { JobActions } from "./job-actions.tsx";
import { JobBlockedBy } from "./job-blocked-by.tsx";
import { JobFacts } from "./job-facts.tsx";
import { JobFiles } from "./job-files.tsx";
import { JobLogLines } from "./job-log-lines.tsx";
import { StatusBadge } from "./job-status.tsx";
import { JobTimeline } from "./job-timeline.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/jobs/$jobId");

export function JobPage() {
  const { orgId, jobId } = route.useParams();
  const { data: job } = useSuspenseQuery(jobQuery(orgId, jobId));
  const attempts = useQuery(attemptsQuery(orgId, job));
  const logs = useQuery(jobLogsQuery(orgId, job));
  const mayWrite = isAtLeast(useOrg(orgId), "member");
  const { status, attempt, error } = job;

  // Nothing is read again after the job has ended, so this is the last read.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the job has moved on, so have its attempts and its log
  useEffect(() => {
    for (const { queryKey } of [attemptsQuery(orgId, job), jobLogsQuery(orgId, job)]) {
      void queryClient.invalidateQueries({ queryKey });
    }
  }, [jobId, status, attempt]);

  return (
    <Page title={job.type} actions={mayWrite && <JobActions orgId={orgId} job={job} />}>
      <div className="flex flex-col gap-6">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2" role="status">
          <StatusBadge job={job} />
          {status === "processing" && job.progressMessage && (
            <span className="text-sm text-soft">{job.progressMessage}</span>
          )}
          {status === "processing" && (
            <progress aria-label="Progress" className="h-2 w-48 accent-accent" max={100} value={job.progress} />
          )}
        </div>
        {error && status !== "completed" && (
          <ProblemNotice
            problem={{
              title: status === "failed" ? `Failed: ${error.code}` : `The latest attempt failed: ${error.code}`,
              detail: error.message,
            }}
          />
        )}
        {status === "pending" && <JobBlockedBy orgId={orgId} job={job} />}
        <div className="grid gap-6 lg:grid-cols-2">
          <JobFacts orgId={orgId} job={job} />
          <div>
            <ReadProblem of={attempts} />
            <JobTimeline job={job} attempts={attempts.data?.items ?? []} />
          </div>
        </div>
        <div className="grid gap-6 lg:grid-cols-2">
          <JsonTree title="Input" value={job.input} />
          {job.output !== null && <JsonTree title="Output" value={job.output} />}
        </div>
        <JobFiles orgId={orgId} job={job} />
        <JobLogLines logs={logs} />
      </div>
    </Page>
  );
}
