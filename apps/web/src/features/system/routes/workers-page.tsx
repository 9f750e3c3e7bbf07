import type { WorkerProcess } from "@gaffer/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX } from "lucide-react";
import type { ReactNode } from "react";
import { queryClient } from "../../../api/client.ts";
import { FactList } from "../../../ui/fact-list.tsx";
import { Page } from "../../../ui/page.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { workersQuery } from "../queries/system.ts";

export const loader = () => queryClient.ensureQueryData(workersQuery);

/** The processes of the installation, and what each of them runs. */
export function Component() {
  const { items } = useSuspenseQuery(workersQuery).data;
  return (
    <Page title="Workers">
      <p className="mb-4 text-sm text-soft">
        Processes of the installation. A stopped process leaves the list. A lost process stays for some minutes, and its
        jobs run again elsewhere.
      </p>
      {items.length === 0 && (
        <p>
          No process is running. Jobs wait until one starts with <code>ROLE=worker</code> or <code>ROLE=all</code>.
        </p>
      )}
      <ul aria-label="Workers" className="flex flex-col gap-3">
        {items.map((worker) => (
          <WorkerCard key={worker.id} worker={worker} />
        ))}
      </ul>
    </Page>
  );
}

const roles: Record<WorkerProcess["role"], string> = {
  api: "API",
  worker: "Worker",
  scheduler: "Scheduler",
  all: "API, worker and scheduler",
};

function WorkerCard({ worker }: { worker: WorkerProcess }) {
  const { id, host, pid, role, version, startedAt, heartbeatAt, status, types, running } = worker;
  const isAlive = status === "alive";
  const Icon = isAlive ? CircleCheck : CircleX;
  const busy = running.reduce((sum, { jobs }) => sum + jobs, 0);
  const facts: [string, ReactNode][] = [
    ["Role", `${roles[role]}, version ${version}`],
    ["Started", <RelativeTime key="started" at={startedAt} />],
    ["Running", busy === 0 ? "No jobs" : running.map(({ type, jobs }) => `${jobs} of ${type}`).join(", ")],
    ["Job types", types.length === 0 ? "None" : types.join(", ")],
    [
      "ID",
      <code key="id" className="text-xs break-all">
        {id}
      </code>,
    ],
  ];
  return (
    <li className="rounded-lg border border-line p-4 text-sm">
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 className="font-semibold break-all">
          {host} <span className="font-normal text-soft">pid {pid}</span>
        </h2>
        <span className={`inline-flex items-center gap-1.5 font-medium ${isAlive ? "text-good" : "text-bad"}`}>
          <Icon aria-hidden className="size-4" />
          {isAlive ? "Alive" : "Lost"}
        </span>
        <span className="text-soft md:ml-auto">
          Last heartbeat <RelativeTime at={heartbeatAt} />
        </span>
      </div>
      <FactList facts={facts} />
    </li>
  );
}
