import type { RetrySelection } from "@gaffer/client";
import { useQuery } from "@tanstack/react-query";
import type { BulkVerb } from "../../data/bulk-jobs.ts";
import { countJobs } from "../../data/count-jobs.ts";
import { type JobFilters, jobStatsQuery, mayCancel, mayRetry } from "../../data/jobs.ts";
import { Button } from "../../ui/button.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { BulkProgress } from "./bulk-progress.tsx";
import { bulkWords, useBulkRun } from "./use-bulk-run.ts";
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

const effects: Record<BulkVerb, string> = {
  retry: "Those that failed or were cancelled get one more attempt.",
  cancel: "Those that wait won't run. Those that run are told to stop; what they have done by then stays done.",
};

const amount = (count: number | undefined) => count?.toLocaleString("en") ?? "all";

/** What can be done to all selected jobs at once. */
export function BulkActions({ orgId, filters, selection, mayTakeAll, onActing }: BulkActionsProps) {
  const stats = useQuery(jobStatsQuery(orgId)).data;
  const { running, run } = useBulkRun(orgId);
  const { jobs, allBefore } = selection;
  const isAll = allBefore !== undefined;
  const matching = countJobs(stats, filters, ["pending", "processing", "completed", "failed", "cancelled"]);
  const counts = {
    retry: isAll ? countJobs(stats, filters, ["failed", "cancelled"]) : jobs.filter(mayRetry).length,
    cancel: isAll ? countJobs(stats, filters, ["pending", "processing"]) : jobs.filter(mayCancel).length,
  };
  const allMatching = `ll ${matching === undefined ? "" : `${amount(matching)} `}that match`;

  function selectionFor(verb: BulkVerb): RetrySelection {
    const may = verb === "retry" ? mayRetry : mayCancel;
    const ended = jobs.map(({ completedAt }) => Date.parse(completedAt ?? "") || 0);
    return {
      ...(isAll ? { ...filters, createdBefore: allBefore } : { ids: jobs.filter(may).map(({ id }) => id) }),
      // What fails again meanwhile isn't taken twice. This clock may be behind the server's.
      ...(verb === "retry" && { endedBefore: new Date(Math.max(Date.now(), ...ended) + 1).toISOString() }),
    };
  }

  async function act(verb: BulkVerb) {
    onActing(true);
    await run(verb, selectionFor(verb), counts[verb]);
    selection.clear();
    onActing(false);
    // What was focused is gone.
    document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
  }

  function actionOf(verb: BulkVerb) {
    const { does } = bulkWords[verb];
    const label = `${does} ${amount(counts[verb])}`;
    const look = verb === "cancel" ? "danger" : "secondary";
    const isDisabled = counts[verb] === 0;
    // A few that are retried are cancelled again as easily.
    if (verb === "retry" && !isAll) {
      return (
        <Button look={look} disabled={isDisabled} onClick={() => void act(verb)}>
          {label}
        </Button>
      );
    }
    return (
      <Confirm
        trigger={
          <Button look={look} disabled={isDisabled}>
            {label}
          </Button>
        }
        title={counts[verb] === undefined ? `${label} that match?` : `${label} jobs?`}
        action={`${does} them`}
        onConfirm={() => void act(verb)}
      >
        {effects[verb]}
        {isAll && " Jobs that have been created since you selected all are left alone."}
      </Confirm>
    );
  }

  return (
    <section
      aria-label="Selected jobs"
      className="sticky bottom-4 z-10 mt-4 flex flex-wrap items-center gap-2 rounded-lg border border-line-strong bg-raised p-3 shadow-lg"
    >
      {running ? (
        <BulkProgress {...running} />
      ) : (
        <>
          <div className="mr-auto flex flex-wrap items-center gap-x-3 gap-y-1 max-sm:w-full">
            <span role="status" className="text-sm font-medium">
              {isAll ? `A${allMatching}` : `${amount(jobs.length)} selected`}
            </span>
            {mayTakeAll && <Button onClick={selection.selectMatching}>Select a{allMatching}</Button>}
          </div>
          {actionOf("retry")}
          {actionOf("cancel")}
          <Button look="ghost" onClick={selection.clear}>
            Clear
          </Button>
        </>
      )}
    </section>
  );
}
