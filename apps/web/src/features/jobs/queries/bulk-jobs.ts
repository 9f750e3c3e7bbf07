/** Changes many jobs of an organization. */
import type { JobSelection } from "@gaffer/client";
import { gaffer } from "../../../api/client.ts";
import { refreshOrg } from "../../../api/org-refresh.ts";

export type BulkVerb = "retry" | "cancel";

export interface BulkRun {
  /** Stops the bulk action after the current request. */
  signal: AbortSignal;
  /** Called with the number of jobs changed so far. */
  onProgress: (changed: number) => void;
}

/** Maximum number of job ids in one request. */
const maxIds = 500;

/**
 * Retries or cancels all selected jobs, one request after the other, then reads the organization's data again. Throws
 * the problem of a refused request.
 */
export async function changeJobs(
  orgId: string,
  verb: BulkVerb,
  selection: JobSelection,
  { signal, onProgress }: BulkRun,
): Promise<void> {
  const { jobs } = gaffer.org(orgId);
  const call = (part: JobSelection) => (verb === "retry" ? jobs.retryMany(part) : jobs.cancelMany(part));
  let changed = 0;
  try {
    for (const part of partsOf(selection)) {
      for (let more = true; more && !signal.aborted; ) {
        const answer = await call(part);
        changed += answer.changed;
        more = answer.more;
        onProgress(changed);
      }
    }
  } finally {
    refreshOrg(orgId);
  }
}

function partsOf({ ids, ...filters }: JobSelection): JobSelection[] {
  if (!ids) return [filters];
  const count = Math.ceil(ids.length / maxIds);
  return Array.from({ length: count }, (_, part) => ({
    ...filters,
    ids: ids.slice(part * maxIds, (part + 1) * maxIds),
  }));
}
