import type { SystemJob } from "@gaffer/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { queryClient } from "../../../api/client.ts";
import { FactList } from "../../../ui/fact-list.tsx";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { LastRun, NextRun } from "../components/run-times.tsx";
import { SystemJobControls } from "../components/system-job-controls.tsx";
import { SystemRunRow } from "../components/system-run-row.tsx";
import { systemJobsQuery, systemRunsQuery } from "../queries/system.ts";
import { words } from "../words.tsx";

const route = getRouteApi("/signed-in/system/jobs/$name");

export const loader = ({ params: { name } }: { params: { name: string } }) =>
  Promise.all([queryClient.ensureQueryData(systemJobsQuery), queryClient.ensureQueryData(systemRunsQuery(name))]);

/** Shows a system job and its runs. */
export function Component() {
  const { name } = route.useParams();
  const job = useSuspenseQuery(systemJobsQuery).data.find((item) => item.name === name);
  const { data: runs } = useSuspenseQuery(systemRunsQuery(name));
  return (
    <Page title={job?.title ?? name} actions={job && <SystemJobControls job={job} />}>
      <div className="flex flex-col gap-6">
        <p className="text-sm">
          <TextLink to="/system/jobs">{words.allSystemJobs}</TextLink>
        </p>
        {job && <Facts job={job} />}
        <section aria-labelledby="runs">
          <h2 id="runs" className="mb-2 text-sm font-semibold">
            {words.runs}
          </h2>
          {runs.length === 0 && <p className="text-sm text-soft">{words.noRuns}</p>}
          {runs.length > 0 && (
            <ul aria-labelledby="runs" className="border-t border-line">
              {runs.map((run) => (
                <SystemRunRow key={run.id} run={run} isInGroup={run.job !== name} />
              ))}
            </ul>
          )}
        </section>
      </div>
    </Page>
  );
}

function Facts({ job }: { job: SystemJob }) {
  const { name, description, cron, jobs } = job;
  const isGroup = jobs.length > 1;
  const facts: [string, ReactNode][] = [
    [words.description, <Prose key="does" text={description} />],
    [words.name, <code key="name">{name}</code>],
    [
      words.runs,
      <span key="runs">
        <code>{cron}</code> UTC · <NextRun job={job} />
      </span>,
    ],
    [words.lastRun, <LastRun key="last" job={job} />],
  ];
  if (isGroup) facts.push([words.jobs, jobs.join(", ")]);
  return <FactList facts={facts} />;
}
