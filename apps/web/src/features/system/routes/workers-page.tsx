import type { WorkerProcess } from "@gaffer/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX } from "lucide-react";
import type { ReactNode } from "react";
import { queryClient } from "../../../api/client.ts";
import { FactList } from "../../../ui/fact-list.tsx";
import { Page } from "../../../ui/page.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { workersQuery } from "../queries/system.ts";
import { words } from "../words.tsx";

export const loader = () => queryClient.ensureQueryData(workersQuery);

/** Lists the processes of the installation with their running jobs. */
export function Component() {
  const { data: items } = useSuspenseQuery(workersQuery);
  return (
    <Page title={words.workers}>
      <p className="mb-4 text-sm text-soft">{words.workersHint}</p>
      {items.length === 0 && <p>{words.noProcess(<code>ROLE=worker</code>, <code>ROLE=all</code>)}</p>}
      <ul aria-label={words.workers} className="flex flex-col gap-3">
        {items.map((worker) => (
          <WorkerCard key={worker.id} worker={worker} />
        ))}
      </ul>
    </Page>
  );
}

const roles: Record<WorkerProcess["role"], string> = {
  api: "API",
  worker: words.worker,
  scheduler: words.scheduler,
  all: words.apiWorkerAndScheduler,
};

function WorkerCard({ worker }: { worker: WorkerProcess }) {
  const { id, host, pid, role, version, startedAt, heartbeatAt, status, types, running } = worker;
  const isAlive = status === "alive";
  const Icon = isAlive ? CircleCheck : CircleX;
  const busy = running.reduce((sum, { jobs }) => sum + jobs, 0);
  const facts: [string, ReactNode][] = [
    [words.role, words.roleAndVersion(roles[role], version)],
    [words.started, <RelativeTime key="started" at={startedAt} />],
    [words.running, busy === 0 ? words.noJobs : running.map(({ type, jobs }) => words.jobsOf(jobs, type)).join(", ")],
    [words.jobTypes, types.length === 0 ? words.none : types.join(", ")],
    [
      words.id,
      <code key="id" className="text-xs break-all">
        {id}
      </code>,
    ],
  ];
  return (
    <li className="rounded-lg border border-line p-4 text-sm">
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 className="font-semibold break-all">
          {host} <span className="font-normal text-soft">{words.pid(pid)}</span>
        </h2>
        <span className={`inline-flex items-center gap-1.5 font-medium ${isAlive ? "text-good" : "text-bad"}`}>
          <Icon aria-hidden className="size-4" />
          {isAlive ? words.alive : words.lost}
        </span>
        <span className="text-soft md:ml-auto">{words.lastHeartbeat(<RelativeTime at={heartbeatAt} />)}</span>
      </div>
      <FactList facts={facts} />
    </li>
  );
}
