import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { queryClient } from "../../../api/client.ts";
import { JsonTree } from "../../../ui/json-tree.tsx";
import { Page } from "../../../ui/page.tsx";
import { isAtLeast, useOrg } from "../../orgs/index.ts";
import { NextRuns } from "../components/next-runs.tsx";
import { RunHistory } from "../components/run-history.tsx";
import { ScheduleActions } from "../components/schedule-actions.tsx";
import { ScheduleFacts } from "../components/schedule-facts.tsx";
import { StateBadge } from "../components/schedule-state.tsx";
import { scheduleQuery } from "../queries/schedules.ts";

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
