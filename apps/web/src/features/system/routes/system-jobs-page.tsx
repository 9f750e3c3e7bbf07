import type { SystemJob } from "@gaffer/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { queryClient } from "../../../api/client.ts";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { LastRun, NextRun } from "../components/run-times.tsx";
import { SystemJobControls } from "../components/system-job-controls.tsx";
import { systemJobsQuery } from "../queries/system.ts";
import { words } from "../words.tsx";

export const loader = () => queryClient.ensureQueryData(systemJobsQuery);

/** Lists the system jobs. */
export function Component() {
  const { data: items } = useSuspenseQuery(systemJobsQuery);
  return (
    <Page title={words.systemJobs}>
      <p className="mb-4 text-sm text-soft">{words.systemJobsHint}</p>
      <ul aria-label={words.systemJobs} className="border-t border-line-strong">
        {items.map((job) => (
          <SystemJobRow key={job.name} job={job} />
        ))}
      </ul>
    </Page>
  );
}

function SystemJobRow({ job }: { job: SystemJob }) {
  const { name, title, description, cron } = job;
  return (
    <li className="grid items-center gap-x-6 gap-y-2 border-b border-line py-3 text-sm lg:grid-cols-[minmax(0,1fr)_15rem_auto]">
      <div className="min-w-0">
        <Link to="/system/jobs/$name" params={{ name }} className="rounded font-medium hover:underline">
          {title}
        </Link>
        <p className="text-soft">
          <Prose text={description} />
        </p>
        <p className="text-xs text-soft">
          <code>{name}</code> · <code>{cron}</code> UTC
        </p>
      </div>
      <div className="flex flex-col gap-0.5 max-lg:flex-row max-lg:flex-wrap max-lg:gap-x-4">
        <LastRun job={job} />
        <NextRun job={job} />
      </div>
      <SystemJobControls job={job} />
    </li>
  );
}
