import type { JobSummary } from "@gaffer/client";
import { useState } from "react";

export interface Selection {
  /** The selected jobs that are in the list. */
  jobs: readonly JobSummary[];
  has(job: JobSummary): boolean;
  toggle(job: JobSummary): void;
  /** Selects all that are loaded, or none when they are. */
  toggleAll(): void;
  clear(): void;
}

/** Which jobs of a list are selected. One that leaves the list is no longer. */
export function useSelection(jobs: readonly JobSummary[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const selected = ids.size === 0 ? [] : jobs.filter(({ id }) => ids.has(id));
  return {
    jobs: selected,
    has: ({ id }) => ids.has(id),
    toggle: ({ id }) => setIds((before) => toggled(before, id)),
    toggleAll: () => setIds(selected.length === jobs.length ? new Set() : new Set(jobs.map(({ id }) => id))),
    clear: () => setIds(new Set()),
  };
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const others = [...ids].filter((other) => other !== id);
  return new Set(ids.has(id) ? others : [...others, id]);
}
