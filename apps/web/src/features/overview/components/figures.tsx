import type { JobStats, TimelinePeriod } from "@gaffer/client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { formatDuration } from "../../../ui/format-duration.ts";
import type { JobFilters } from "../../jobs/index.ts";
import { timelineQuery } from "../queries/overview.ts";
import { words } from "../words.tsx";

interface FiguresProps {
  orgId: string;
  period: TimelinePeriod;
  stats: JobStats;
}

/**
 * Pending and processing jobs now, and outcomes of the jobs of the period. Each figure links to the list of its jobs.
 */
export function Figures({ orgId, period, stats: { byStatus, oldestPendingAgeSeconds } }: FiguresProps) {
  const { data: timeline } = useQuery(timelineQuery(orgId, period));
  const createdFrom = timeline?.slices[0]?.at;
  const sum = (status: "completed" | "failed") =>
    timeline?.slices.reduce((total, slice) => total + slice.byStatus[status], 0);
  const oldest = oldestPendingAgeSeconds === null ? words.noneDue : words.oldestDueFor(age(oldestPendingAgeSeconds));
  return (
    <ul aria-label={words.figures} className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Figure
        orgId={orgId}
        label={words.pending}
        value={byStatus.pending}
        more={oldest}
        search={{ status: "pending" }}
      />
      <Figure
        orgId={orgId}
        label={words.processing}
        value={byStatus.processing}
        more={words.now}
        search={{ status: "processing" }}
      />
      <Figure
        orgId={orgId}
        label={words.completed}
        value={sum("completed")}
        more={words.createdIn(period)}
        search={{ status: "completed", createdFrom }}
      />
      <Figure
        orgId={orgId}
        label={words.failed}
        value={sum("failed")}
        more={words.createdIn(period)}
        search={{ status: "failed", createdFrom }}
        isBad
      />
    </ul>
  );
}

interface FigureProps {
  orgId: string;
  label: string;
  /** The shown number. undefined: not loaded yet. */
  value: number | undefined;
  more: string;
  search: { [Name in keyof JobFilters]: JobFilters[Name] | undefined };
  /** Shows the number in red if it isn't 0. */
  isBad?: boolean;
}

function Figure({ orgId, label, value, more, search, isBad = false }: FigureProps) {
  const { status, createdFrom } = search;
  return (
    <li>
      <Link
        to="/orgs/$orgId/jobs"
        params={{ orgId }}
        search={{ ...(status && { status }), ...(createdFrom && { createdFrom }) }}
        className="block rounded-lg border border-line bg-raised p-3 hover:border-line-strong md:p-4"
      >
        <span className="block text-sm text-soft">{label}</span>
        <span className={`block text-2xl font-semibold tabular-nums ${isBad && value ? "text-bad" : ""}`}>
          {value?.toLocaleString("en") ?? "–"}
        </span>
        <span className="block text-xs text-soft">{more}</span>
      </Link>
    </li>
  );
}

/** Formats an age, rounded to whole seconds, but at least one second. */
function age(seconds: number): string {
  return formatDuration(Math.max(1, Math.round(seconds)) * 1000).replace(".0", "");
}
