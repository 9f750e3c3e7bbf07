import type { QuotaUse, Usage } from "@gaffer/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { usageQuery } from "../../data/usage.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { formatBytes } from "../../ui/format-bytes.ts";
import { Meter } from "../../ui/meter.tsx";
import { Page } from "../../ui/page.tsx";
import { ReadProblem } from "../../ui/read-problem.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { Section } from "../../ui/section.tsx";
import { PageSkeleton } from "../../ui/skeleton.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/settings/usage");

export function UsagePage() {
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
        The plan is <strong>{plan}</strong>
        {planEndsAt && (
          <>
            , and ends <RelativeTime at={planEndsAt} />
          </>
        )}
        . It allows:
      </p>
      <div className="mb-8 grid gap-x-10 gap-y-6 sm:grid-cols-2">
        <Limit
          label="Queued jobs"
          use={usage.queuedJobs}
          format={formatCount}
          about="Jobs that haven't ended: those that wait, are delayed or run."
          beyond="Beyond the limit no more are created."
        />
        <Limit
          label="Running jobs"
          use={usage.runningJobs}
          format={formatCount}
          about="Jobs that run at once."
          beyond="Beyond the limit jobs wait."
        />
        <Limit
          label="Schedules"
          use={usage.schedules}
          format={formatCount}
          about="Schedules, paused and ended ones too."
          beyond="Beyond the limit no more are created."
        />
        <Limit
          label="Stored bytes"
          use={usage.storedBytes}
          format={formatBytes}
          about="All files, and uploads that are announced."
          beyond="Beyond the limit uploads are refused."
        />
      </div>
      <Section title="Also">
        <FactList
          facts={[
            ["One file", `${formatBytes(maxFileBytes)} at the most`],
            [
              "Requests",
              requestsPerMinute === null
                ? "any number"
                : `${formatCount(requestsPerMinute)} a minute for each API key; more are refused until later`,
            ],
            [
              "Share",
              `${share === 1 ? "one of its jobs starts" : `${share} of its jobs start`} for each one of an organization with a share of 1, while both have jobs waiting`,
            ],
          ]}
        />
      </Section>
      <Section title="Kept for">
        <FactList
          facts={[
            ["Completed jobs", formatDays(retention.completedDays)],
            ["Failed jobs", formatDays(retention.failedDays)],
            ["Cancelled jobs", formatDays(retention.cancelledDays)],
            ["The audit log", formatDays(retention.auditDays)],
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
  /** What happens then. */
  beyond: string;
}

function Limit({ label, use: { used, limit }, format, about, beyond }: LimitProps) {
  const text = limit === null ? `${format(used)}, without a limit` : `${format(used)} of ${format(limit)}`;
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
