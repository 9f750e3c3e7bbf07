import type { Schedule } from "@gaffer/client";
import type { ReactNode } from "react";
import { FactList } from "../../../ui/fact-list.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { useActorNames } from "../../orgs/index.ts";
import { describeTimetable } from "./describe-recurrence.ts";
import { missedLabels, overlapLabels } from "./policy-fields.tsx";

export function ScheduleFacts({ orgId, schedule }: { orgId: string; schedule: Schedule }) {
  const names = useActorNames(orgId);
  const { id, job, startsAt, endsAt, maxRuns, runCount } = schedule;
  const { overlap, missed, pauseAfterFailures, failuresInARow, createdAt, createdBy } = schedule;
  const failures = `${failuresInARow} in a row`;
  const facts: [string, ReactNode][] = [
    ["Runs", describeTimetable(schedule)],
    ["Job", job.type],
    [
      "Jobs",
      <TextLink key="jobs" to="/orgs/$orgId/jobs" params={{ orgId }} search={{ scheduleId: id }}>
        View its jobs
      </TextLink>,
    ],
    ["Starts", startsAt && <RelativeTime key="starts" at={startsAt} />],
    ["Ends", endsAt && <RelativeTime key="ends" at={endsAt} />],
    ["Runs so far", maxRuns === null ? String(runCount) : `${runCount} of ${maxRuns}`],
    ["Failures", pauseAfterFailures === null ? failures : `${failures} (pauses at ${pauseAfterFailures})`],
    ["Overlap", overlapLabels[overlap]],
    ["Missed runs", missedLabels[missed]],
    ["Created", <RelativeTime key="created" at={createdAt} />],
    ["Created by", names.get(createdBy) ?? createdBy],
  ];
  return (
    <section aria-label="Schedule details">
      <FactList facts={facts.filter(([, value]) => value !== null)} />
    </section>
  );
}
