import type { JobSummary } from "@gaffer/client";
import { useState } from "react";
import type { JobFilters } from "../queries/job-filters.ts";

export interface Selection {
  /** The loaded jobs that are selected. */
  jobs: readonly JobSummary[];
  /** All matching jobs created before this instant are selected, loaded or not. undefined: only `jobs` are selected. */
  allBefore: string | undefined;
  has(job: JobSummary): boolean;
  toggle(job: JobSummary): void;
  /** Selects all loaded jobs, or none if all are selected. */
  toggleAll(): void;
  selectMatching(): void;
  clear(): void;
}

interface Selected {
  ids: ReadonlySet<string>;
  allBefore?: string;
  /**
   * The list's filters when the jobs were selected, as JSON. `allBefore` has no effect on a list with other filters.
   */
  view: string;
}

/**
 * Keeps the selected jobs of a list. A job that leaves the list leaves the selection, unless all matching jobs are
 * selected.
 */
export function useSelection(jobs: readonly JobSummary[], filters: JobFilters): Selection {
  const view = JSON.stringify(filters);
  const [selected, setSelected] = useState<Selected>({ ids: new Set(), view });
  const allBefore = selected.view === view ? selected.allBefore : undefined;
  const has = ({ id, createdAt }: JobSummary) =>
    allBefore === undefined ? selected.ids.has(id) : Date.parse(createdAt) < Date.parse(allBefore);
  const chosen = selected.ids.size === 0 && allBefore === undefined ? [] : jobs.filter(has);
  const select = (some: readonly JobSummary[]) => setSelected({ ids: new Set(some.map(({ id }) => id)), view });
  return {
    jobs: chosen,
    allBefore,
    has,
    toggle: (job) => select(has(job) ? chosen.filter(({ id }) => id !== job.id) : [...chosen, job]),
    toggleAll: () => select(chosen.length === jobs.length ? [] : jobs),
    selectMatching: () => setSelected({ ids: new Set(), allBefore: justAfter(jobs), view }),
    clear: () => select([]),
  };
}

/**
 * Returns the instant one millisecond after the newest job's `createdAt`, so that later jobs are excluded. The
 * browser's clock isn't used, because it may differ from the server's.
 */
function justAfter([newest]: readonly JobSummary[]): string {
  return new Date(Date.parse(newest?.createdAt ?? "") + 1).toISOString();
}
