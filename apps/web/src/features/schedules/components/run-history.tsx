import type { ScheduleRun } from "@gaffer/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { PagedList } from "../../../components/paged-list.tsx";
import { formatDuration } from "../../../ui/format-duration.ts";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { useActorNames } from "../../orgs/index.ts";
import { runsQuery } from "../queries/schedules.ts";
import { words } from "../words.ts";
import { RunStatus } from "./run-status.tsx";

/** Lists a schedule's runs, latest first. */
export function RunHistory({ orgId, scheduleId }: { orgId: string; scheduleId: string }) {
  const list = useInfiniteQuery(runsQuery(orgId, scheduleId));
  const names = useActorNames(orgId);
  return (
    <section aria-labelledby="runs">
      <h2 id="runs" className="mb-2 text-sm font-semibold">
        {words.runs}
      </h2>
      <PagedList label={words.runs} list={list} empty={<p className="text-sm text-soft">{words.noRunsYet}</p>}>
        {(run) => <RunRow key={run.id} orgId={orgId} run={run} names={names} />}
      </PagedList>
    </section>
  );
}

interface RunRowProps {
  orgId: string;
  run: ScheduleRun;
  /** Names of the actors that triggered runs manually. */
  names: ReadonlyMap<string, string>;
}

function RunRow({ orgId, run, names }: RunRowProps) {
  const { scheduledAt, trigger, actor, jobId, status, error, durationMs } = run;
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b border-line py-2 text-sm">
      <RunStatus status={status} />
      <span className="text-soft">
        <RelativeTime at={scheduledAt} />
        {trigger === "manual" && words.byActor(names.get(actor) ?? actor)}
      </span>
      {durationMs !== null && (
        <span className="text-soft tabular-nums">{words.tookTime(formatDuration(durationMs))}</span>
      )}
      {error && <span className="text-bad">{error.message}</span>}
      {jobId && (
        <TextLink to="/orgs/$orgId/jobs/$jobId" params={{ orgId, jobId }} className="ml-auto">
          {words.openJob}
        </TextLink>
      )}
    </li>
  );
}
