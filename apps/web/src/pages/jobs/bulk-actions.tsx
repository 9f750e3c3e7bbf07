import type { JobSummary } from "@gaffer/client";
import { useState } from "react";
import { cancelJob, mayCancel, mayRetry, retryJob } from "../../data/jobs.ts";
import { toProblem } from "../../data/problem.ts";
import { Button } from "../../ui/button.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { say } from "../../ui/say.ts";
import { eachOf } from "./each-of.ts";
import type { Selection } from "./use-selection.ts";

/** What can be done to all selected jobs at once. */
export function BulkActions({ orgId, selection }: { orgId: string; selection: Selection }) {
  const [busy, setBusy] = useState(false);
  const { jobs } = selection;
  const cancellable = jobs.filter(mayCancel);
  const retryable = jobs.filter(mayRetry);

  async function run(
    chosen: readonly JobSummary[],
    act: (orgId: string, jobId: string) => Promise<void>,
    done: string,
  ) {
    setBusy(true);
    const errors = await eachOf(chosen, ({ id }) => act(orgId, id));
    setBusy(false);
    selection.clear();
    const [first] = errors;
    const title = `${done}: ${chosen.length - errors.length} of ${chosen.length}`;
    say({ title, ...(first !== undefined && { description: toProblem(first).detail }) });
  }

  return (
    <section
      aria-label="Selected jobs"
      className="sticky bottom-4 z-10 mt-4 flex flex-wrap items-center gap-2 rounded-lg border border-line-strong bg-raised p-3 shadow-lg"
    >
      <span role="status" className="mr-auto text-sm font-medium">
        {jobs.length} selected
      </span>
      <Button disabled={busy || retryable.length === 0} onClick={() => void run(retryable, retryJob, "Tried again")}>
        Retry {retryable.length}
      </Button>
      <Confirm
        trigger={
          <Button look="danger" disabled={busy || cancellable.length === 0}>
            Cancel {cancellable.length}
          </Button>
        }
        title={`Cancel ${cancellable.length} jobs?`}
        action="Cancel them"
        onConfirm={() => void run(cancellable, cancelJob, "Cancelled")}
      >
        Those that wait won't run. Those that run are told to stop; what they have done by then stays done.
      </Confirm>
      <Button look="ghost" onClick={selection.clear}>
        Clear
      </Button>
    </section>
  );
}
