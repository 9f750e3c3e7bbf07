import type { JobSummary } from "@gaffer/client";
import { Link } from "@tanstack/react-router";
import type { CSSProperties } from "react";
import { formatDuration } from "../../../ui/format-duration.ts";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { words } from "../words.tsx";
import { StatusBadge } from "./job-status.tsx";
import type { Selection } from "./use-selection.ts";

interface JobRowProps {
  orgId: string;
  job: JobSummary;
  /** Index of the job in the list. */
  index: number;
  /** Number of jobs in the list. -1: unknown. */
  size: number;
  /** The selection of the list. undefined: the user is a viewer and can't select jobs. */
  selection: Selection | undefined;
  style: CSSProperties;
}

export function JobRow({ orgId, job, index, size, selection, style }: JobRowProps) {
  const isSelected = selection?.has(job) ?? false;
  return (
    <li
      aria-posinset={index + 1}
      aria-setsize={size}
      style={style}
      className={`absolute inset-x-0 top-0 flex items-center gap-3 border-b border-line focus-within:bg-hover hover:bg-hover ${isSelected ? "bg-accent-soft" : ""}`}
    >
      {selection && (
        <label className="flex h-full w-9 shrink-0 cursor-pointer items-center justify-center">
          <input
            type="checkbox"
            aria-label={words.selectJob(job.type, job.id)}
            checked={isSelected}
            onChange={() => selection.toggle(job)}
            className="size-4 accent-accent"
          />
        </label>
      )}
      <span className="w-32 shrink-0 max-sm:w-5">
        <StatusBadge job={job} isNarrow />
      </span>
      <span className="min-w-0 grow">
        <Link
          data-row={index}
          to="/orgs/$orgId/jobs/$jobId"
          params={{ orgId, jobId: job.id }}
          className="block truncate rounded text-sm font-medium"
        >
          {job.type}
        </Link>
        <span className="block truncate text-xs text-soft">{[saidOf(job), ...job.tags].join(" · ")}</span>
      </span>
      <span
        title={words.latestDuration}
        className="w-20 shrink-0 text-right text-sm text-soft tabular-nums max-sm:hidden"
      >
        {tookOf(job)}
      </span>
      <span className="w-28 shrink-0 truncate text-right text-sm text-soft">
        <RelativeTime at={job.createdAt} />
      </span>
    </li>
  );
}

/** Returns one line of text with details of a job for its row. */
function saidOf({ status, error, progressMessage, title, id }: JobSummary): string {
  const state = (status === "completed" ? null : error?.message) ?? (status === "processing" ? progressMessage : null);
  return state ?? title ?? id;
}

function tookOf({ startedAt, endedAt }: JobSummary): string {
  if (startedAt === null || endedAt === null) return "";
  return formatDuration(Date.parse(endedAt) - Date.parse(startedAt));
}
