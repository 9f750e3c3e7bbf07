import type { JobSummary } from "@gaffer/client";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { words } from "../words.tsx";
import { JobRow } from "./job-row.tsx";
import { useListKeys } from "./use-list-keys.ts";
import type { Selection } from "./use-selection.ts";

interface JobListProps {
  orgId: string;
  jobs: readonly JobSummary[];
  selection: Selection;
  mayWrite: boolean;
  /** True if there are jobs that aren't loaded yet. */
  hasMore: boolean;
  onReachEnd: () => void;
  /** Called with the index of the first job in view. */
  onViewChange: (firstInView: number) => void;
}

/** Fixed height of a row in pixels, so that the list needn't measure rows. */
const rowHeight = 56;

/** A virtual list of jobs: it renders only the rows in view. */
export function JobList({ orgId, jobs, selection, mayWrite, hasMore, onReachEnd, onViewChange }: JobListProps) {
  const element = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(element.current?.querySelector("ul")?.offsetTop ?? 0), []);
  const rows = useWindowVirtualizer({
    count: jobs.length,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: top,
    getItemKey: (index) => jobs[index]?.id ?? index,
  });
  const shown = rows.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useListKeys({ orgId, jobs, selection, mayWrite, element, scrollTo: (index) => rows.scrollToIndex(index) });

  const isNearEnd = hasMore && lastShown >= jobs.length - 20;
  useEffect(() => {
    if (isNearEnd) onReachEnd();
  });
  useEffect(() => onViewChange(rows.range?.startIndex ?? 0));

  return (
    <div ref={element}>
      <div className="flex items-center gap-3 border-b border-line-strong pb-2 text-xs text-soft">
        {mayWrite && (
          <label className="flex items-center gap-2 pl-2.5">
            <input
              type="checkbox"
              checked={selection.jobs.length === jobs.length}
              onChange={selection.toggleAll}
              className="size-4 accent-accent"
            />
            {words.selectAllLoadedJobs}
          </label>
        )}
        <span className="ml-auto max-md:hidden">
          <Key name="j" /> <Key name="k" /> {words.keysMove}{" "}
          {mayWrite && (
            <>
              <Key name="x" /> {words.keySelect} <Key name="r" /> {words.keyRetry}{" "}
            </>
          )}
          <Key name="/" /> {words.keyFilter}
        </span>
      </div>
      <ul aria-label={words.jobs} className="relative" style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, key, start }) => (
          <JobRow
            key={key}
            orgId={orgId}
            job={jobs[index] as JobSummary}
            index={index}
            size={hasMore ? -1 : jobs.length}
            selection={mayWrite ? selection : undefined}
            style={{ height: rowHeight, transform: `translateY(${start - top}px)` }}
          />
        ))}
      </ul>
    </div>
  );
}

function Key({ name }: { name: string }) {
  return <kbd className="rounded border border-line-strong px-1 font-mono">{name}</kbd>;
}
