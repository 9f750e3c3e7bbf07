import type { QuotaUse, Usage } from "@gaffer/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { ReadProblem } from "../../../components/read-problem.tsx";
import { FactList } from "../../../ui/fact-list.tsx";
import { formatBytes } from "../../../ui/format-bytes.ts";
import { Meter } from "../../../ui/meter.tsx";
import { Page } from "../../../ui/page.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { Section } from "../../../ui/section.tsx";
import { PageSkeleton } from "../../../ui/skeleton.tsx";
import { usageQuery } from "../queries/usage.ts";

const route = getRouteApi("/signed-in/orgs/$orgId/settings/usage");

export function Component() {
  const { orgId } = route.useParams();
  const query = useQuery(usageQuery(orgId));
  const usage = query.data;
  return (
    <Page title="Usage">
      <ReadProblem of={query} />
      {query.isPending && <PageSkeleton />}
      {usage && <UsageParts usage={usage} />}
    </Page>
  );
}

const formatCount = (count: number) => count.toLocaleString("en");
const formatDays = (days: number) => (days === 1 ? "a day" : `${formatCount(days)} days`);

function UsageParts({ usage }: { usage: Usage }) {
  const { plan, planEndsAt, requestsPerMinute, maxFileBytes, share, retention } = usage;
  return (
    <>
      <p className="mb-5 text-sm">
        Plan: <strong>{plan}</strong>
        {planEndsAt && (
          <>
            , ends <RelativeTime at={planEndsAt} />
          </>
        )}{" "}
      </p>
      <div className="mb-8 grid gap-x-10 gap-y-6 sm:grid-cols-2">
        <Limit
          label="Open jobs"
          use={usage.queuedJobs}
          format={formatCount}
          about="Pending and running jobs."
          beyond="At the limit, no more can be created."
        />
        <Limit
          label="Running jobs"
          use={usage.runningJobs}
          format={formatCount}
          about="Jobs that run at once."
          beyond="At the limit, jobs wait."
        />
        <Limit
          label="Schedules"
          use={usage.schedules}
          format={formatCount}
          about="Active, paused and ended schedules."
          beyond="At the limit, no more can be created."
        />
        <Limit
          label="File storage"
          use={usage.storedBytes}
          format={formatBytes}
          about="All files and announced uploads."
          beyond="At the limit, uploads are refused."
        />
      </div>
      <Section title="Other limits">
        <FactList
          facts={[
            ["File size", `up to ${formatBytes(maxFileBytes)}`],
            [
              "Requests",
              requestsPerMinute === null
                ? "unlimited"
                : `${formatCount(requestsPerMinute)} per minute for each API key`,
            ],
            ["Share", share === 1 ? "standard" : `${share} times the standard share`],
          ]}
        />
      </Section>
      <Section title="Retention">
        <FactList
          facts={[
            ["Completed jobs", formatDays(retention.completedDays)],
            ["Failed jobs", formatDays(retention.failedDays)],
            ["Cancelled jobs", formatDays(retention.cancelledDays)],
            ["Audit log", formatDays(retention.auditDays)],
          ]}
        />
      </Section>
    </>
  );
}

interface LimitProps {
  label: string;
  use: QuotaUse;
  format: (amount: number) => string;
  about: string;
  /** What happens at the limit. */
  beyond: string;
}

function Limit({ label, use: { used, limit }, format, about, beyond }: LimitProps) {
  const text = limit === null ? `${format(used)} (unlimited)` : `${format(used)} of ${format(limit)}`;
  return (
    <section aria-label={label} className="flex flex-col gap-1.5">
      <p className="flex items-baseline justify-between gap-3 text-sm">
        <span className="font-medium">{label}</span>
        <span className="text-right text-soft tabular-nums">{text}</span>
      </p>
      {limit !== null && <Meter label={label} value={used} max={limit} text={text} />}
      <p className="text-xs text-soft">
        {about} {limit !== null && beyond}
      </p>
    </section>
  );
}
