import type { JobSelection } from "@gaffer/client";
import { useState } from "react";
import { toProblem } from "../../../api/problem.ts";
import { toast } from "../../../ui/toast.ts";
import { type BulkVerb, changeJobs } from "../queries/bulk-jobs.ts";
import { bulkWords, words } from "../words.tsx";

export interface RunningBulk {
  verb: BulkVerb;
  changed: number;
  /** Number of jobs to change. undefined: unknown. */
  total: number | undefined;
  stop: AbortController;
}

/**
 * Hook that changes many jobs, reports progress, and shows a toast with the result. Leaving the page doesn't stop
 * the action.
 */
export function useBulkRun(orgId: string) {
  const [running, setRunning] = useState<RunningBulk>();

  async function run(verb: BulkVerb, selection: JobSelection, total: number | undefined): Promise<void> {
    const stop = new AbortController();
    let changed = 0;
    const onProgress = (count: number) => {
      changed = count;
      setRunning({ verb, changed, total, stop });
    };
    const title = () => bulkWords[verb].done(words.jobsOf(changed, total));
    onProgress(0);
    try {
      await changeJobs(orgId, verb, selection, { signal: stop.signal, onProgress });
      toast({ title: title(), ...(stop.signal.aborted && { description: words.otherJobsUnchanged }) });
    } catch (error) {
      toast({ title: title(), description: toProblem(error).detail, isProblem: true });
    }
    setRunning(undefined);
  }
  return { running, run };
}
