import type { JobSummary } from "@gaffer/client";
import { useState } from "react";
import type { JobFilters } from "../queries/job-filters.ts";

export interface Selection {
  /** The selected jobs that are in the list. */
  jobs: readonly JobSummary[];
  /** All that match are selected, loaded or not, that were created before this instant. */
  allBefore: string | undefined;
  has(job: JobSummary): boolean;
  toggle(job: JobSummary): void;
  /** Selects all that are loaded, or none when they are. */
  toggleAll(): void;
  selectMatching(): void;
  clear(): void;
}

interface Selected {
  ids: ReadonlySet<string>;
  allBefore?: string;
  /** The filters that all of `allBefore` match. */
  view: string;
}

/** Which jobs of a list are selected. One that leaves the list is no longer, unless all are. */
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

/** So that jobs which come later aren't taken: by the server's clock, which may not be this one's. The newest job is the first. */
function justAfter([newest]: readonly JobSummary[]): string {
  return new Date(Date.parse(newest?.createdAt ?? "") + 1).toISOString();
}
