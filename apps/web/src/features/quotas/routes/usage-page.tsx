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
import { words } from "../words.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/settings/usage");

export function Component() {
  const { orgId } = route.useParams();
  const query = useQuery(usageQuery(orgId));
  const usage = query.data;
  return (
    <Page title={words.usage}>
      <ReadProblem query={query} />
      {query.isPending && <PageSkeleton />}
      {usage && <UsageParts usage={usage} />}
    </Page>
  );
}

const formatCount = (count: number) => count.toLocaleString("en");

function UsageParts({ usage }: { usage: Usage }) {
  const { plan, planEndsAt, requestsPerMinute, maxFileBytes, share, retention } = usage;
  return (
    <>
      <p className="mb-5 text-sm">
        {words.plan} <strong>{plan}</strong>
        {planEndsAt && words.planEnds(<RelativeTime at={planEndsAt} />)}{" "}
      </p>
      <div className="mb-8 grid gap-x-10 gap-y-6 sm:grid-cols-2">
        <Limit
          label={words.openJobs}
          use={usage.openJobs}
          format={formatCount}
          description={words.pendingAndRunningJobs}
          atLimit={words.refusedAtLimit}
        />
        <Limit
          label={words.runningJobs}
          use={usage.runningJobs}
          format={formatCount}
          description={words.jobsThatRunAtOnce}
          atLimit={words.jobsWaitAtLimit}
        />
        <Limit
          label={words.schedules}
          use={usage.schedules}
          format={formatCount}
          description={words.activePausedAndEndedSchedules}
          atLimit={words.refusedAtLimit}
        />
        <Limit
          label={words.fileStorage}
          use={usage.storedBytes}
          format={formatBytes}
          description={words.allFilesAndAnnouncedUploads}
          atLimit={words.uploadsRefusedAtLimit}
        />
      </div>
      <Section title={words.otherLimits}>
        <FactList
          facts={[
            [words.fileSize, words.upTo(formatBytes(maxFileBytes))],
            [
              words.requests,
              requestsPerMinute === null
                ? words.unlimited
                : words.perMinuteForEachApiKey(formatCount(requestsPerMinute)),
            ],
            [words.share, share === 1 ? words.standardShare : words.timesTheStandardShare(share)],
          ]}
        />
      </Section>
      <Section title={words.retention}>
        <FactList
          facts={[
            [words.completedJobs, words.days(retention.completedDays)],
            [words.failedJobs, words.days(retention.failedDays)],
            [words.cancelledJobs, words.days(retention.cancelledDays)],
            [words.auditLog, words.days(retention.auditDays)],
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
  description: string;
  /** What happens when the limit is reached. */
  atLimit: string;
}

function Limit({ label, use: { used, limit }, format, description, atLimit }: LimitProps) {
  const text = limit === null ? words.usedUnlimited(format(used)) : words.usedOf(format(used), format(limit));
  return (
    <section aria-label={label} className="flex flex-col gap-1.5">
      <p className="flex items-baseline justify-between gap-3 text-sm">
        <span className="font-medium">{label}</span>
        <span className="text-right text-soft tabular-nums">{text}</span>
      </p>
      {limit !== null && <Meter label={label} value={used} max={limit} text={text} />}
      <p className="text-xs text-soft">
        {description} {limit !== null && atLimit}
      </p>
    </section>
  );
}
