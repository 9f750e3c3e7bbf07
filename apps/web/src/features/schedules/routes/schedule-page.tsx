import type { Schedule } from "@gaffer/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { queryClient } from "../../../api/client.ts";
import { FactList } from "../../../ui/fact-list.tsx";
import { JsonTree } from "../../../ui/json-tree.tsx";
import { Page } from "../../../ui/page.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { isAtLeast, useActorNames, useOrg } from "../../orgs/index.ts";
import { BackfillForm } from "../components/backfill-form.tsx";
import { NextRuns } from "../components/next-runs.tsx";
import { RunHistory } from "../components/run-history.tsx";
import { ScheduleActions } from "../components/schedule-actions.tsx";
import { ScheduleStatusBadge } from "../components/schedule-status.tsx";
import { scheduleQuery } from "../queries/schedules.ts";
import { describeTimetable, missedLabels, overlapLabels, words } from "../words.ts";

const route = getRouteApi("/signed-in/orgs/$orgId/schedules/$scheduleId");

export const loader = ({ params: { orgId, scheduleId } }: { params: { orgId: string; scheduleId: string } }) =>
  queryClient.ensureQueryData(scheduleQuery(orgId, scheduleId));

export function Component() {
  const { orgId, scheduleId } = route.useParams();
  const { data: schedule } = useSuspenseQuery(scheduleQuery(orgId, scheduleId));
  const mayWrite = isAtLeast(useOrg(orgId), "admin");
  return (
    <Page title={schedule.name} actions={mayWrite && <ScheduleActions orgId={orgId} schedule={schedule} />}>
      <div className="flex flex-col gap-6">
        <div role="status">
          <ScheduleStatusBadge schedule={schedule} />
        </div>
        <div className="grid gap-6 lg:grid-cols-2">
          <ScheduleFacts orgId={orgId} schedule={schedule} />
          <NextRuns orgId={orgId} schedule={schedule} />
        </div>
        <div className="grid gap-6 lg:grid-cols-2">
          <div className="flex flex-col gap-4">
            <RunHistory orgId={orgId} scheduleId={scheduleId} />
            {mayWrite && <BackfillForm orgId={orgId} scheduleId={scheduleId} />}
          </div>
          <JsonTree title={words.job} value={schedule.job} />
        </div>
      </div>
    </Page>
  );
}

function ScheduleFacts({ orgId, schedule }: { orgId: string; schedule: Schedule }) {
  const names = useActorNames(orgId);
  const { id, job, startsAt, endsAt, maxRuns, runCount } = schedule;
  const { overlap, missed, pauseAfterFailures, failuresInARow, createdAt, createdBy } = schedule;
  const facts: [string, ReactNode][] = [
    [words.runs, describeTimetable(schedule)],
    [words.job, job.type],
    [
      words.jobs,
      <TextLink key="jobs" to="/orgs/$orgId/jobs" params={{ orgId }} search={{ scheduleId: id }}>
        {words.viewItsJobs}
      </TextLink>,
    ],
    [words.starts, startsAt && <RelativeTime key="starts" at={startsAt} />],
    [words.ends, endsAt && <RelativeTime key="ends" at={endsAt} />],
    [words.runsSoFar, maxRuns === null ? String(runCount) : words.runsOf(runCount, maxRuns)],
    [
      words.failures,
      pauseAfterFailures === null ? words.inARow(failuresInARow) : words.failuresOf(failuresInARow, pauseAfterFailures),
    ],
    [words.overlap, overlapLabels[overlap]],
    [words.missedRuns, missedLabels[missed]],
    [words.created, <RelativeTime key="created" at={createdAt} />],
    [words.createdBy, names.get(createdBy) ?? createdBy],
  ];
  return (
    <section aria-label={words.scheduleDetails}>
      <FactList facts={facts.filter(([, value]) => value !== null)} />
    </section>
  );
}
