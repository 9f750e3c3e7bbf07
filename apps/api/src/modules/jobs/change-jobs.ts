/** Changes to many jobs at once: all that are selected, so many at a time. */
import type { Schemas } from "@gaffer/contracts/server";
import { and, asc, eq, isNull, or, type SQL } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { jobs } from "../../db/schema.ts";
import { cancelLocked } from "./cancel-job.ts";
import type { FollowJobs } from "./follow-jobs.ts";
import { matching } from "./read-jobs.ts";
import { type Retrying, retryLocked } from "./retry-job.ts";

export interface SelectedJobs {
  orgId: string;
  selection: Schemas["RetrySelection"];
  now: Date;
}

export interface Changed {
  jobIds: string[];
  /** There are more that could be. */
  more: boolean;
}

/** So many are changed in one transaction. */
const most = 500;

/** Those that can be, the ones to begin with first. Each is found by the index of statuses, in the order of ids. */
const cancellable = [
  eq(jobs.status, "pending"),
  and(eq(jobs.status, "processing"), isNull(jobs.cancelRequestedAt)) as SQL,
];
const retryable = [eq(jobs.status, "failed"), eq(jobs.status, "cancelled")];

/** Cancels selected jobs that wait, and asks the workers of those that run to stop them. */
export function cancelJobs(tx: Transaction, follow: FollowJobs, selected: SelectedJobs): Promise<Changed> {
  const { orgId, now } = selected;
  const cancel = (jobIds: readonly string[]) =>
    cancelLocked(
      tx,
      follow,
      jobIds.map((jobId) => ({ orgId, jobId })),
      now,
    );
  return change(tx, selected, cancellable, cancel);
}

/** Gives selected jobs that failed or were cancelled one more attempt. */
export function retryJobs(tx: Transaction, retrying: Retrying, selected: SelectedJobs): Promise<Changed> {
  const { orgId, now } = selected;
  return change(tx, selected, retryable, (jobIds) => retryLocked(tx, retrying, { orgId, jobIds, now }));
}

/**
 * Those that are in other hands at this moment are left to the next call: whoever writes the outcomes of several jobs has locked some
 * of them and waits for others, in no order, so who holds rows may wait for no other. Who holds none may: when there is nothing else
 * left to do, one is waited for, so that calling again comes to an end and nobody asks in vain.
 */
async function change(
  tx: Transaction,
  { orgId, selection }: SelectedJobs,
  kinds: readonly SQL[],
  act: (jobIds: readonly string[]) => Promise<void>,
): Promise<Changed> {
  const selected = matching(orgId, selection);

  const find = (condition: SQL | undefined, limit: number) =>
    tx.db.select({ id: jobs.id }).from(jobs).where(and(selected, condition)).orderBy(asc(jobs.id)).limit(limit);

  async function findAny(): Promise<string | undefined> {
    for (const kind of kinds) for (const { id } of await find(kind, 1)) return id;
    return undefined;
  }

  async function lock(): Promise<{ id: string }[]> {
    const locked: { id: string }[] = [];
    for (const kind of kinds) {
      if (locked.length === most) break;
      locked.push(...(await find(kind, most - locked.length).for("update", { skipLocked: true })));
    }
    if (locked.length > 0) return locked;
    const other = await findAny();
    return other === undefined ? [] : find(and(eq(jobs.id, other), or(...kinds)), 1).for("update");
  }

  const jobIds = (await lock()).map(({ id }) => id);
  if (jobIds.length > 0) await act(jobIds);
  return { jobIds, more: (await findAny()) !== undefined };
}
