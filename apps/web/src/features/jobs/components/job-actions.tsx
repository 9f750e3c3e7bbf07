import type { Job } from "@gaffer/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useAction } from "../../../components/use-action.ts";
import { Button, ButtonLink } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { cancelJob, jobTypesQuery, mayCancel, mayRetry, restoreJob, retryJob } from "../queries/jobs.ts";

/** Actions on a job. A pending job is cancelled without a confirmation: for a minute this can be undone. */
export function JobActions({ orgId, job }: { orgId: string; job: Job }) {
  const { items: types } = useSuspenseQuery(jobTypesQuery(orgId)).data;
  const { busy, run } = useAction();
  const { id, status, type } = job;

  const retry = () => run(() => retryJob(orgId, id), { title: "Job retried" });
  const undo = () => void run(() => restoreJob(orgId, id), { title: "Job restored" });
  const cancel = () =>
    run(
      () => cancelJob(orgId, id),
      // By the answer: the job may have started after the page was drawn.
      (cancelled) =>
        cancelled.status === "cancelled" ? { title: "Job cancelled", undo } : { title: "Cancellation requested" },
    );

  const cancelButton = (
    <Button variant="danger" disabled={busy}>
      Cancel job
    </Button>
  );
  return (
    <>
      {types.some((known) => known.type === type) && (
        <ButtonLink to="/orgs/$orgId/jobs/new" params={{ orgId }} search={{ from: id }}>
          Clone…
        </ButtonLink>
      )}
      {mayRetry(job) && (
        <Button variant="primary" disabled={busy} onClick={() => void retry()}>
          Retry job
        </Button>
      )}
      {mayCancel(job) && status === "pending" && (
        <Button variant="danger" disabled={busy} onClick={() => void cancel()}>
          Cancel job
        </Button>
      )}
      {mayCancel(job) && status === "processing" && (
        <Confirm
          trigger={cancelButton}
          title="Cancel a running job?"
          action="Cancel job"
          onConfirm={() => void cancel()}
        >
          The job is asked to stop. Completed work is not undone.
        </Confirm>
      )}
    </>
  );
}
