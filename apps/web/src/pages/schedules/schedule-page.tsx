import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { isAtLeast, useOrg } from "../../data/orgs.ts";
import { scheduleQuery } from "../../data/schedules.ts";
import { JsonTree } from "../../ui/json-tree.tsx";
import { Page } from "../../ui/page.tsx";
import { NextRuns } from "./next-runs.tsx";
import { RunHistory } from "./run-history.tsx";
import { ScheduleActions } from "./schedule-actions.tsx";
import { ScheduleFacts } from "./schedule-facts.tsx";
import { StateBadge } from "./schedule-state.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/schedules/$scheduleId");

export function SchedulePage() {
  const { orgId, scheduleId } = route.useParams();
  const { data: schedule } = useSuspenseQuery(scheduleQuery(orgId, scheduleId));
  const mayWrite = isAtLeast(useOrg(orgId), "admin");
  return (
    <Page title={schedule.name} actions={mayWrite && <ScheduleActions orgId={orgId} schedule={schedule} />}>
      <div className="flex flex-col gap-6">
        <div role="status">
          <StateBadge schedule={schedule} />
        </div>
        <div className="grid gap-6 lg:grid-cols-2">
          <ScheduleFacts orgId={orgId} schedule={schedule} />
          <NextRuns orgId={orgId} schedule={schedule} />
        </div>
        <div className="grid gap-6 lg:grid-cols-2">
          <RunHistory orgId={orgId} scheduleId={scheduleId} />
          <JsonTree title="Job" value={schedule.job} />
        </div>
      </div>
    </Page>
  );
}
