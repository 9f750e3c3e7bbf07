import type { Job } from "@gaffer/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { cancelJob, jobTypesQuery, mayCancel, mayRetry, retryJob } from "../../data/jobs.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { useAction } from "../../ui/use-action.ts";

/** What can be done to a job as it is. One that waits is cancelled at once, because a retry brings it back. */
export function JobActions({ orgId, job }: { orgId: string; job: Job }) {
  const { items: types } = useSuspenseQuery(jobTypesQuery(orgId)).data;
  const { busy, run } = useAction();
  const { id, status, type } = job;

  const retry = () => run(() => retryJob(orgId, id), { title: "The job is tried again" });
  const cancel = () =>
    run(
      () => cancelJob(orgId, id),
      status === "pending"
        ? { title: "The job is cancelled", undo: () => void retry() }
        : { title: "The job is told to stop" },
    );

  const cancelButton = (
    <Button look="danger" disabled={busy}>
      Cancel
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
        <Button look="primary" disabled={busy} onClick={() => void retry()}>
          Retry
        </Button>
      )}
      {mayCancel(job) && status === "pending" && (
        <Button look="danger" disabled={busy} onClick={() => void cancel()}>
          Cancel
        </Button>
      )}
      {mayCancel(job) && status === "processing" && (
        <Confirm
          trigger={cancelButton}
          title="Cancel a job that runs?"
          action="Cancel it"
          onConfirm={() => void cancel()}
        >
          It is told to stop. What it has done by then stays done.
        </Confirm>
      )}
    </>
  );
}
