/**
 * Keys of unique jobs: an organization has at most one open job of a type with a key. The row of `open_jobs` holds the key, so the
 * key is free when the job ends, whatever ended it. A unique index is the invariant. The locks here let a create find
 * the holder instead of failing with its neighbours.
 */
import type { Transaction } from "../../db/org-scope.ts";
import { ProblemError } from "../../http/problem.ts";
import { type JobRow, selectRow } from "./job-rows.ts";

type KeyedRow = Pick<JobRow, "orgId" | "id" | "type" | "uniqueKey">;

const nameOf = ({ orgId, type, uniqueKey }: KeyedRow) => `${orgId}/${type}/${uniqueKey}`;

export interface KeyHolders {
  /** The job that holds the key of this row: an open job, or an earlier row. Without a key, the row itself. */
  holderOf(row: JobRow): JobRow;
}

/** Locks the keys of new rows until the end of the transaction, and finds their holders. Rows without keys cost nothing. */
export async function takeUniqueKeys(tx: Transaction, rows: readonly JobRow[]): Promise<KeyHolders> {
  const keyed = rows.filter(({ uniqueKey }) => uniqueKey !== null);
  const holders = await lockHolders(tx, keyed);
  for (const row of keyed) if (!holders.has(nameOf(row))) holders.set(nameOf(row), row);
  return { holderOf: (row) => (row.uniqueKey === null ? row : (holders.get(nameOf(row)) as JobRow)) };
}

/**
 * Locks the keys of ended jobs that become open again. Throws a problem if another job holds one of them. The caller
 * holds the locks of the rows.
 */
export async function retakeUniqueKeys(tx: Transaction, orgId: string, jobIds: readonly string[]): Promise<void> {
  const { rows } = await tx.sql(
    `select org_id as "orgId", id, type, unique_key as "uniqueKey" from jobs
      where org_id = $1 and id = any($2::uuid[]) and unique_key is not null order by id`,
    [orgId, jobIds],
  );
  const keyed = rows as KeyedRow[];
  const holders: Map<string, KeyedRow> = await lockHolders(tx, keyed);
  for (const row of keyed) {
    const holder = holders.get(nameOf(row));
    if (holder) throw inUse(row, holder);
    holders.set(nameOf(row), row);
  }
}

function inUse({ id, uniqueKey }: KeyedRow, holder: KeyedRow): ProblemError {
  return new ProblemError(
    "unique-key-in-use",
    `The job ${id} needs the unique key "${uniqueKey}", which the job ${holder.id} holds. Wait until that job ends, or cancel it.`,
  );
}

/**
 * Locks keys and returns the open jobs that hold them. The lookup is a separate statement after the locks, because it
 * must see the jobs that earlier transactions with these keys committed.
 */
async function lockHolders(tx: Transaction, keyed: readonly KeyedRow[]): Promise<Map<string, JobRow>> {
  if (keyed.length === 0) return new Map();
  const json = JSON.stringify(keyed.map(({ orgId, type, uniqueKey }) => ({ orgId, type, uniqueKey })));
  // Sorted, so that two transactions can't wait for each other. Idempotency keys use the seed 0.
  await tx.sql(
    `select pg_advisory_xact_lock(lock) from (
       select distinct hashtextextended(concat_ws('/', "orgId", type, "uniqueKey"), 1) as lock
         from json_to_recordset($1) as wanted ("orgId" text, type text, "uniqueKey" text) order by lock
     ) as locks`,
    [json],
  );
  const { rows } = await tx.sql(
    `select ${selectRow}
       from (select distinct * from json_to_recordset($1) as wanted ("orgId" uuid, type text, "uniqueKey" text)) as wanted
       join open_jobs on open_jobs.org_id = wanted."orgId" and open_jobs.type = wanted.type and open_jobs.unique_key = wanted."uniqueKey"
       join current_jobs on current_jobs.org_id = open_jobs.org_id and current_jobs.id = open_jobs.id`,
    [json],
  );
  return new Map((rows as JobRow[]).map((row) => [nameOf(row), row]));
}
