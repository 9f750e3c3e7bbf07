import type { JobStats } from "@gaffer/client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ReadProblem } from "../../../components/read-problem.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { failedJobsQuery } from "../queries/overview.ts";
import { words } from "../words.tsx";

const shown = 5;

/** The newest failed jobs with their errors. */
export function NewestFailures({ orgId, stats }: { orgId: string; stats: JobStats }) {
  const { failed } = stats.byStatus;
  const jobs = useQuery(failedJobsQuery(orgId, failed));
  return (
    <section aria-labelledby="failures" className="min-w-0">
      <header className="mb-2 flex items-baseline justify-between gap-4">
        <h2 id="failures" className="text-sm font-semibold">
          {words.newestFailures}
        </h2>
        {failed > 0 && (
          <TextLink to="/orgs/$orgId/jobs" params={{ orgId }} search={{ status: "failed" }} className="text-sm">
            {words.allFailures(failed)}
          </TextLink>
        )}
      </header>
      {jobs.isPending && <Skeleton className="h-24 w-full" />}
      <ReadProblem query={jobs} />
      {jobs.data?.length === 0 && (
        <p className="border-t border-line py-2 text-sm text-soft">{words.noJobsHaveFailed}</p>
      )}
      {jobs.data && jobs.data.length > 0 && (
        <ul aria-label={words.newestFailures} className="border-t border-line">
          {jobs.data.slice(0, shown).map(({ id, type, error, endedAt, createdAt }) => (
            <li key={id} className="flex items-baseline gap-3 border-b border-line py-2 text-sm">
              <span className="min-w-0 grow">
                <Link
                  to="/orgs/$orgId/jobs/$jobId"
                  params={{ orgId, jobId: id }}
                  className="block truncate rounded font-medium hover:underline"
                >
                  {type}
                </Link>
                <span className="block truncate text-xs text-bad">{error?.message}</span>
              </span>
              <span className="shrink-0 text-soft">
                <RelativeTime at={endedAt ?? createdAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
