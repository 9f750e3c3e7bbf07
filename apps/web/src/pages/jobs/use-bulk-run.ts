import type { RetrySelection } from "@gaffer/client";
import { useEffect, useRef, useState } from "react";
import { type BulkVerb, changeJobs } from "../../data/bulk-jobs.ts";
import { toProblem } from "../../data/problem.ts";
import { say } from "../../ui/say.ts";

export const bulkWords = {
  retry: { does: "Retry", doing: "Retrying", done: "Tried again" },
  cancel: { does: "Cancel", doing: "Cancelling", done: "Cancelled" },
} as const;

export interface RunningBulk {
  verb: BulkVerb;
  changed: number;
  /** How many there are, if that is known. */
  total: number | undefined;
  stop: AbortController;
}

/** Changes many jobs, tells how far that is, and says at its end what came of it. Leaving the page stops it. */
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
    const title = () => `${bulkWords[verb].done}: ${amountOf(changed, total)}`;
    onProgress(0);
    try {
      await changeJobs(orgId, verb, selection, { signal: stop.signal, onProgress });
      say({ title: title(), ...(stop.signal.aborted && { description: "The others were left alone." }) });
    } catch (error) {
      say({ title: title(), description: toProblem(error).detail, isProblem: true });
    }
    setRunning(undefined);
  }
  return { running, run };
}

/** "500 of 1,200", or as much of it as is known. */
export function amountOf(changed: number, total: number | undefined): string {
  return [changed, total].flatMap((count) => count?.toLocaleString("en") ?? []).join(" of ");
}
