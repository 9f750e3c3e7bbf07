import type { RetrySelection } from "@gaffer/client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { type BulkVerb, changeJobs } from "../../data/bulk-jobs.ts";
import { countJobs } from "../../data/count-jobs.ts";
import { type JobFilters, jobStatsQuery, mayCancel, mayRetry } from "../../data/jobs.ts";
import { toProblem } from "../../data/problem.ts";
import { Button } from "../../ui/button.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { say } from "../../ui/say.ts";
import { BulkProgress } from "./bulk-progress.tsx";
import type { Selection } from "./use-selection.ts";

interface BulkActionsProps {
  orgId: string;
  filters: JobFilters;
  selection: Selection;
  /** All that are loaded are selected, and there are others. */
  mayTakeAll: boolean;
  /** Hears when it begins to change jobs, and when it has: it is needed until then, whatever is selected. */
  onActing: (isActing: boolean) => void;
}

interface Running {
  verb: BulkVerb;
  changed: number;
  stop: AbortController;
  /** How many there are, if that is known. */
  total: number | undefined;
}

const words = {
  retry: { does: "Retry", doing: "Retrying", done: "Tried again" },
  cancel: { does: "Cancel", doing: "Cancelling", done: "Cancelled" },
} as const;

const amount = (count: number | undefined) => count?.toLocaleString("en") ?? "all";

/** What can be done to all selected jobs at once. */
export function BulkActions({ orgId, filters, selection, mayTakeAll, onActing }: BulkActionsProps) {
  const stats = useQuery(jobStatsQuery(orgId)).data;
  const [running, setRunning] = useState<Running>();
  const stopping = useRef<AbortController>(undefined);
  useEffect(() => () => stopping.current?.abort(), []);

  const { jobs, allBefore } = selection;
  const isAll = allBefore !== undefined;
  const matching = countJobs(stats, filters, ["pending", "processing", "completed", "failed", "cancelled"]);
  const counts = {
    retry: isAll ? countJobs(stats, filters, ["failed", "cancelled"]) : jobs.filter(mayRetry).length,
    cancel: isAll ? countJobs(stats, filters, ["pending", "processing"]) : jobs.filter(mayCancel).length,
  };

  function selectionFor(verb: BulkVerb): RetrySelection {
    const may = verb === "retry" ? mayRetry : mayCancel;
    const ended = jobs.map(({ completedAt }) => Date.parse(completedAt ?? "") || 0);
    return {
      ...(isAll ? { ...filters, createdBefore: allBefore } : { ids: jobs.filter(may).map(({ id }) => id) }),
      // What fails again meanwhile isn't taken twice. This clock may be behind the server's.
      ...(verb === "retry" && { endedBefore: new Date(Math.max(Date.now(), ...ended) + 1).toISOString() }),
    };
  }

  async function run(verb: BulkVerb) {
    const stop = new AbortController();
    stopping.current = stop;
    const total = counts[verb];
    let changed = 0;
    const onProgress = (count: number) => {
      changed = count;
      setRunning({ verb, changed, total, stop });
    };
    const said = () => `${words[verb].done}: ${amount(changed)}${total === undefined ? "" : ` of ${amount(total)}`}`;
    onProgress(0);
    onActing(true);
    try {
      await changeJobs(orgId, verb, selectionFor(verb), { signal: stop.signal, onProgress });
      say({ title: said(), ...(stop.signal.aborted && { description: "The others were left alone." }) });
    } catch (error) {
      say({ title: said(), description: toProblem(error).detail, isProblem: true });
    }
    selection.clear();
    setRunning(undefined);
    onActing(false);
    // What was focused is gone.
    document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
  }

  const askFirst = (verb: BulkVerb, text: string) => (
    <Confirm
      trigger={
        <Button look={verb === "cancel" ? "danger" : "secondary"} disabled={counts[verb] === 0}>
          {words[verb].does} {amount(counts[verb])}
        </Button>
      }
      title={
        counts[verb] === undefined
          ? `${words[verb].does} all that match?`
          : `${words[verb].does} ${amount(counts[verb])} jobs?`
      }
      action={`${words[verb].does} them`}
      onConfirm={() => void run(verb)}
    >
      {text}
      {isAll && " Jobs that have been created since you selected all are left alone."}
    </Confirm>
  );

  return (
    <section
      aria-label="Selected jobs"
      className="sticky bottom-4 z-10 mt-4 flex flex-wrap items-center gap-2 rounded-lg border border-line-strong bg-raised p-3 shadow-lg"
    >
      {running ? (
        <BulkProgress {...running} doing={words[running.verb].doing} onStop={() => running.stop.abort()} />
      ) : (
        <>
          <span role="status" className="text-sm font-medium">
            {isAll
              ? `All ${matching === undefined ? "" : `${amount(matching)} `}that match`
              : `${amount(jobs.length)} selected`}
          </span>
          <span className="mr-auto">
            {mayTakeAll && (
              <Button look="ghost" className="text-accent" onClick={selection.selectMatching}>
                Select all {matching !== undefined && `${amount(matching)} `}that match
              </Button>
            )}
          </span>
          {isAll ? (
            askFirst("retry", "Those that failed or were cancelled get one more attempt.")
          ) : (
            <Button disabled={counts.retry === 0} onClick={() => void run("retry")}>
              Retry {amount(counts.retry)}
            </Button>
          )}
          {askFirst(
            "cancel",
            "Those that wait won't run. Those that run are told to stop; what they have done by then stays done.",
          )}
          <Button look="ghost" onClick={selection.clear}>
            Clear
          </Button>
        </>
      )}
    </section>
  );
}
