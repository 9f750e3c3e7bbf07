import type { RetrySelection } from "@gaffer/client";
import { useEffect, useRef, useState } from "react";
import { toProblem } from "../../../api/problem.ts";
import { toast } from "../../../ui/toast.ts";
import { type BulkVerb, changeJobs } from "../queries/bulk-jobs.ts";

export const bulkWords = {
  retry: { does: "Retry", doing: "Retrying", done: "retried" },
  cancel: { does: "Cancel", doing: "Cancelling", done: "cancelled" },
} as const;

export interface RunningBulk {
  verb: BulkVerb;
  changed: number;
  /** How many there are, if that is known. */
  total: number | undefined;
  stop: AbortController;
}

/** Changes many jobs, reports progress, and shows a toast with the result. Leaving the page stops it. */
export function useBulkRun(orgId: string) {
  const [running, setRunning] = useState<RunningBulk>();
  const latest = useRef<AbortController>(undefined);
  useEffect(() => () => latest.current?.abort(), []);

  async function run(verb: BulkVerb, selection: RetrySelection, total: number | undefined): Promise<void> {
    const stop = new AbortController();
    latest.current = stop;
    let changed = 0;
    const onProgress = (count: number) => {
      changed = count;
      setRunning({ verb, changed, total, stop });
    };
    const title = () => `${amountOf(changed, total)} ${total === 1 ? "job" : "jobs"} ${bulkWords[verb].done}`;
    onProgress(0);
    try {
      await changeJobs(orgId, verb, selection, { signal: stop.signal, onProgress });
      toast({ title: title(), ...(stop.signal.aborted && { description: "The other jobs are unchanged." }) });
    } catch (error) {
      toast({ title: title(), description: toProblem(error).detail, isProblem: true });
    }
    setRunning(undefined);
  }
  return { running, run };
}

/** "500 of 1,200"; one number if the total is unknown or reached. */
export function amountOf(changed: number, total: number | undefined): string {
  return [...new Set([changed, total])].flatMap((count) => count?.toLocaleString("en") ?? []).join(" of ");
}
