import type { JobSelection } from "@gaffer/client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { ProgressBar } from "../../../ui/progress-bar.tsx";
import type { BulkVerb } from "../queries/bulk-jobs.ts";
import { countJobs, type JobFilters, toQuery } from "../queries/job-filters.ts";
import { jobStatsQuery, mayCancel, mayRetry } from "../queries/jobs.ts";
import { bulkWords, words } from "../words.tsx";
import { type RunningBulk, useBulkRun } from "./use-bulk-run.ts";
import type { Selection } from "./use-selection.ts";

interface BulkActionsProps {
  orgId: string;
  filters: JobFilters;
  selection: Selection;
  /**
   * True if all loaded jobs are selected and further jobs match the filters. The user can then select all matching
   * jobs.
   */
  mayTakeAll: boolean;
  /**
   * Called with true when an action starts, and with false when it ends. The component must stay mounted in between,
   * even if the selection changes.
   */
  onActing: (isActing: boolean) => void;
}

/** Buttons for the actions on all selected jobs. */
export function BulkActions({ orgId, filters, selection, mayTakeAll, onActing }: BulkActionsProps) {
  const stats = useQuery(jobStatsQuery(orgId, filters)).data;
  const { running, run } = useBulkRun(orgId);
  const { jobs, allBefore } = selection;
  const isAll = allBefore !== undefined;
  const matching = countJobs(stats, filters, ["pending", "processing", "completed", "failed", "cancelled"]);
  const counts = {
    retry: isAll ? countJobs(stats, filters, ["failed", "cancelled"]) : jobs.filter(mayRetry).length,
    cancel: isAll ? countJobs(stats, filters, ["pending", "processing"]) : jobs.filter(mayCancel).length,
  };

  function selectionFor(verb: BulkVerb): JobSelection {
    const may = verb === "retry" ? mayRetry : mayCancel;
    const ended = jobs.map(({ endedAt }) => Date.parse(endedAt ?? "") || 0);
    return {
      ...(isAll ? { ...toQuery(filters), createdBefore: allBefore } : { ids: jobs.filter(may).map(({ id }) => id) }),
      // Excludes jobs that fail again during the bulk retry. `endedBefore` is later than the end of every loaded
      // selected job, even if the browser's clock is behind the server's.
      ...(verb === "retry" && { endedBefore: new Date(Math.max(Date.now(), ...ended) + 1).toISOString() }),
    };
  }

  async function act(verb: BulkVerb) {
    onActing(true);
    await run(verb, selectionFor(verb), counts[verb]);
    selection.clear();
    onActing(false);
    // The focused button was removed, so the focus moves to the heading.
    document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
  }

  function actionOf(verb: BulkVerb) {
    const count = counts[verb];
    const label = bulkWords[verb].action(count === undefined ? words.allMatchingJobs : words.jobCount(count));
    const variant = verb === "cancel" ? "danger" : "secondary";
    const isDisabled = count === 0;
    // Retrying selected jobs needs no confirmation, because the user can cancel the retried jobs.
    if (verb === "retry" && !isAll) {
      return (
        <Button variant={variant} disabled={isDisabled} onClick={() => void act(verb)}>
          {label}
        </Button>
      );
    }
    return (
      <Confirm
        trigger={
          <Button variant={variant} disabled={isDisabled}>
            {label}
          </Button>
        }
        title={`${label}?`}
        action={label}
        variant={verb === "cancel" ? "danger" : "primary"}
        onConfirm={() => void act(verb)}
      >
        {bulkWords[verb].effect} {isAll && words.laterJobsExcluded}
      </Confirm>
    );
  }

  return (
    <section
      aria-label={words.selectedJobs}
      className="sticky bottom-4 z-10 mt-4 flex flex-wrap items-center gap-2 rounded-lg border border-line-strong bg-raised p-3 shadow-lg"
    >
      {running ? (
        <BulkProgress {...running} />
      ) : (
        <>
          <div className="mr-auto flex flex-wrap items-center gap-x-3 gap-y-1 max-sm:w-full">
            <span role="status" className="text-sm font-medium">
              {isAll ? words.allMatchingSelected(matching) : words.countSelected(jobs.length)}
            </span>
            {mayTakeAll && <Button onClick={selection.selectMatching}>{words.selectAllMatching(matching)}</Button>}
          </div>
          {actionOf("retry")}
          {actionOf("cancel")}
          <Button variant="ghost" onClick={selection.clear}>
            {words.clearSelection}
          </Button>
        </>
      )}
    </section>
  );
}

/** Progress of a bulk action, with a button that stops the action. */
function BulkProgress({ verb, changed, total, stop }: RunningBulk) {
  const button = useRef<HTMLButtonElement>(null);
  const [isStopping, setStopping] = useState(false);
  // This button replaces the focused button that started the action, so it takes over the focus.
  useEffect(() => button.current?.focus(), []);
  const { doing } = bulkWords[verb];
  return (
    <>
      <span role="status" className="text-sm font-medium tabular-nums">
        {isStopping ? words.stopping : doing}: {words.amountOf(changed, total)}
      </span>
      <ProgressBar
        label={doing}
        className="min-w-24 grow"
        value={total === undefined ? undefined : changed}
        max={Math.max(total ?? 1, 1)}
      />
      <Button
        ref={button}
        disabled={isStopping}
        onClick={() => {
          stop.abort();
          setStopping(true);
        }}
      >
        {words.stop}
      </Button>
    </>
  );
}
