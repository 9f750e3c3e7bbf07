/**
 * Checkpoints: the position that a handler saves for the next attempt. Only the attempt that holds the job can change
 * it.
 */
import type { Transaction } from "../../../db/org-scope.ts";
import { findUnstorable } from "../../../json-safety.ts";
import type { ClaimedJob } from "../job-rows.ts";

/** An attempt that holds its job. A claim increments the number, so the number alone names the attempt. */
type Holding = Pick<ClaimedJob, "orgId" | "jobId" | "attempt">;

export interface Checkpoint {
  claim: Holding;
  /** The saved position: any JSON value. */
  value: unknown;
}

const maxLength = 64_000;

/** The attempt no longer holds its job. Nothing was created or saved. */
export class JobLostError extends Error {
  constructor({ jobId, attempt }: Holding) {
    super(`Attempt ${attempt} doesn't hold the job ${jobId} any more.`);
    this.name = "JobLostError";
  }
}

/**
 * Saves the checkpoint in this transaction. Throws `JobLostError` if the attempt no longer holds its job. Locks the
 * job's row until the commit, so that a transaction that takes the job away waits, and the next attempt reads this
 * checkpoint.
 */
export async function saveCheckpoint(tx: Transaction, { claim, value }: Checkpoint): Promise<void> {
  const { orgId, jobId, attempt } = claim;
  const { rowCount } = await tx.sql(
    `with held as (
       select org_id, id from open_jobs
        where org_id = $1 and id = $2 and attempt = $3 and worker_id is not null
          for no key update
     )
     insert into job_checkpoints (org_id, job_id, value) select org_id, id, $4 from held
     on conflict (org_id, job_id) do update set value = excluded.value`,
    [orgId, jobId, attempt, toText(value)],
  );
  if (rowCount === 0) throw new JobLostError(claim);
}

/** Returns the last saved checkpoint of any attempt. undefined: none. */
export async function readCheckpoint(tx: Transaction, { orgId, jobId }: ClaimedJob): Promise<unknown> {
  const { rows } = await tx.sql("select value from job_checkpoints where org_id = $1 and job_id = $2", [orgId, jobId]);
  return rows[0]?.value;
}

function toText(value: unknown): string {
  const text = JSON.stringify(value) ?? "null";
  if (text.length > maxLength) throw new Error(`a checkpoint may have at most ${maxLength} characters as JSON`);
  const unstorable = findUnstorable(JSON.parse(text));
  if (unstorable) throw new Error(`the checkpoint can't be stored: ${unstorable.pointer} ${unstorable.message}`);
  return text;
}
