import { useInfiniteQuery } from "@tanstack/react-query";
import { PagedList } from "../../../components/paged-list.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { jobChildrenQuery } from "../queries/jobs.ts";
import { words } from "../words.tsx";
import { StatusBadge } from "./job-status.tsx";

/** Lists the jobs that the job's handler created, newest first. Shows nothing if there are none. */
export function JobChildren({ orgId, jobId }: { orgId: string; jobId: string }) {
  const list = useInfiniteQuery(jobChildrenQuery(orgId, jobId));
  if (!list.isError && !list.data?.pages[0]?.items.length) return null;
  return (
    <section aria-labelledby="child-jobs">
      <h2 id="child-jobs" className="mb-2 text-sm font-semibold">
        {words.childJobs}
      </h2>
      <PagedList label={words.childJobs} list={list} empty={null}>
        {(job) => (
          <li key={job.id} className="flex items-center gap-x-4 border-b border-line py-2 text-sm">
            <span className="w-32 shrink-0 max-sm:w-5">
              <StatusBadge job={job} isNarrow />
            </span>
            <TextLink to="/orgs/$orgId/jobs/$jobId" params={{ orgId, jobId: job.id }} className="min-w-0 truncate">
              {job.type}
            </TextLink>
            <span className="ml-auto shrink-0 text-soft">
              <RelativeTime at={job.createdAt} />
            </span>
          </li>
        )}
      </PagedList>
    </section>
  );
}
