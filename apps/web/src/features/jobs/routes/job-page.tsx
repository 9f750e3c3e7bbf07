import type { BlockedBy, Job, JobSummary } from "@gaffer/client";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Hourglass, type LucideIcon, TriangleAlert } from "lucide-react";
import { useEffect } from "react";
import { queryClient } from "../../../api/client.ts";
import { ProblemNotice } from "../../../components/problem-notice.tsx";
import { ReadProblem } from "../../../components/read-problem.tsx";
import { JsonTree } from "../../../ui/json-tree.tsx";
import { Page } from "../../../ui/page.tsx";
import { ProgressBar } from "../../../ui/progress-bar.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { isAtLeast, useOrg } from "../../orgs/index.ts";
import { JobActions } from "../components/job-actions.tsx";
import { JobChildren } from "../components/job-children.tsx";
import { JobFacts } from "../components/job-facts.tsx";
import { JobFiles } from "../components/job-files.tsx";
import { JobLogLines } from "../components/job-log-lines.tsx";
import { StatusBadge } from "../components/job-status.tsx";
import { JobTimeline } from "../components/job-timeline.tsx";
import { attemptsQuery, blockedByQuery, jobLogsQuery, jobQuery, jobTypesQuery } from "../queries/jobs.ts";
import { type BlockedByWords, describeBlockedBy, words } from "../words.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/jobs/$jobId");

export const loader = ({ params: { orgId, jobId } }: { params: { orgId: string; jobId: string } }) =>
  Promise.all([queryClient.ensureQueryData(jobTypesQuery(orgId)), queryClient.ensureQueryData(jobQuery(orgId, jobId))]);

export function Component() {
  const { orgId, jobId } = route.useParams();
  const { data: job } = useSuspenseQuery(jobQuery(orgId, jobId));
  const attempts = useQuery(attemptsQuery(orgId, job));
  const logs = useQuery(jobLogsQuery(orgId, job));
  const mayWrite = isAtLeast(useOrg(orgId), "member");
  const { status, attempt, error } = job;

  // Attempts and log aren't polled after the job ends, so this is their last read.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the job changes its attempts and log
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
            <ProgressBar label={words.progress} className="w-48" max={100} value={job.progress} />
          )}
        </div>
        {error && status !== "completed" && (
          <ProblemNotice
            problem={{
              title: titleOf(status, error.code),
              detail: error.message,
            }}
          />
        )}
        {status === "pending" && <JobBlockedBy orgId={orgId} job={job} />}
        <div className="grid gap-6 lg:grid-cols-2">
          <JobFacts orgId={orgId} job={job} />
          <div>
            <ReadProblem query={attempts} />
            <JobTimeline job={job} attempts={attempts.data ?? []} />
          </div>
        </div>
        <div className="grid gap-6 lg:grid-cols-2">
          <JsonTree title={words.input} value={job.input} />
          {job.output !== null && <JsonTree title={words.output} value={job.output} />}
        </div>
        <JobFiles orgId={orgId} job={job} />
        <JobChildren orgId={orgId} jobId={jobId} />
        <JobLogLines logs={logs} />
      </div>
    </Page>
  );
}

/** Title of the notice about a job's error. */
function titleOf(status: Job["status"], code: string): string {
  if (code === "expired") return words.notStartedInTime;
  return status === "failed" ? words.failedWith(code) : words.latestAttemptFailed(code);
}

/** Why a pending job isn't running, and what the user can do about it. */
function JobBlockedBy({ orgId, job }: { orgId: string; job: JobSummary }) {
  const { data } = useQuery(blockedByQuery(orgId, job));
  // `blockedBy` is null if the job has started since the page read it.
  if (!data?.blockedBy) return null;
  const { why, until, isStuck = false } = reasonOf(data.blockedBy);
  const Icon: LucideIcon = isStuck ? TriangleAlert : Hourglass;
  return (
    <section
      aria-labelledby="blocked-by"
      className={`flex gap-3 rounded-md border p-3 text-sm ${isStuck ? "border-warn bg-warn-soft" : "border-line bg-raised"}`}
    >
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${isStuck ? "text-warn" : "text-soft"}`} />
      <div>
        <h2 id="blocked-by" className="font-semibold">
          {words.whyNotRunning}
        </h2>
        <p>{why}</p>
        <p className="text-soft">{until}</p>
      </div>
    </section>
  );
}

function reasonOf(blockedBy: BlockedBy): BlockedByWords {
  if (blockedBy.kind !== "scheduled") return describeBlockedBy(blockedBy);
  const when = <RelativeTime at={blockedBy.until} />;
  const why = blockedBy.reason === "backoff" ? words.nextAttemptStarts(when) : words.scheduledToStartAt(when);
  return { why, until: words.startsAutomatically };
}
