import type { Job } from "@gaffer/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useAction } from "../../../components/use-action.ts";
import { Button, ButtonLink } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { cancelJob, deleteJob, restoreJob, retryJob } from "../queries/change-jobs.ts";
import { isEnded, jobTypesQuery, mayCancel, mayRetry } from "../queries/jobs.ts";
import { words } from "../words.tsx";
import { EditJob } from "./edit-job.tsx";

/** Actions on a job. Cancelling a pending job needs no confirmation, because the user can undo it for a minute. */
export function JobActions({ orgId, job }: { orgId: string; job: Job }) {
  const { data: types } = useSuspenseQuery(jobTypesQuery(orgId));
  const { busy, run } = useAction();
  const navigate = useNavigate();
  const { id, status, type } = job;

  const retry = () => run(() => retryJob(orgId, id), { title: words.jobRetried });
  const undo = () => void run(() => restoreJob(orgId, id), { title: words.jobRestored });
  const cancel = () =>
    run(
      () => cancelJob(orgId, id),
      // The toast depends on the job in the response, because the job may have started after the page was rendered.
      (cancelled) =>
        cancelled.status === "cancelled" ? { title: words.jobCancelled, undo } : { title: words.cancellationRequested },
    );

  const remove = () =>
    run(
      async () => {
        await deleteJob(orgId, id);
        await navigate({ to: "/orgs/$orgId/jobs", params: { orgId } });
      },
      { title: words.jobDeleted },
    );

  const cancelButton = (
    <Button variant="danger" disabled={busy}>
      {words.cancelJob}
    </Button>
  );
  return (
    <>
      {types.some((known) => known.type === type) && (
        <ButtonLink to="/orgs/$orgId/jobs/new" params={{ orgId }} search={{ from: id }}>
          {words.cloneJob}
        </ButtonLink>
      )}
      {mayRetry(job) && (
        <Button variant="primary" disabled={busy} onClick={() => void retry()}>
          {words.retryJob}
        </Button>
      )}
      {status === "pending" && <EditJob orgId={orgId} job={job} />}
      {mayCancel(job) && status === "pending" && (
        <Button variant="danger" disabled={busy} onClick={() => void cancel()}>
          {words.cancelJob}
        </Button>
      )}
      {mayCancel(job) && status === "processing" && (
        <Confirm
          trigger={cancelButton}
          title={words.cancelJobQuestion}
          action={words.cancelJob}
          onConfirm={() => void cancel()}
        >
          {words.cancelJobWarning}
        </Confirm>
      )}
      {isEnded(job) && (
        <Confirm
          trigger={
            <Button variant="danger" disabled={busy}>
              {words.deleteJobButton}
            </Button>
          }
          title={words.deleteJobQuestion}
          action={words.deleteJob}
          onConfirm={() => void remove()}
        >
          {words.deleteJobWarning}
        </Confirm>
      )}
    </>
  );
}
