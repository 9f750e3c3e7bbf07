/**
 * Removes deleted organizations: cancels their open jobs, and removes the organizations after their deletion date. It
 * works in small transactions and deletes the organization's own row last, so the next run continues after a crash.
 */
import { pgCore } from "../../db/drizzle.ts";
import { withAllOrgs } from "../../db/org-scope.ts";
import type { Services } from "../../server/services.ts";
import { recordChange } from "../audit/record-change.ts";
import { cancelOpenJobs } from "../jobs/index.ts";
import { orgTables } from "./org-tables.ts";

type PurgeServices = Pick<Services, "workerPool" | "admission" | "storage" | "queue">;

export interface PurgePass {
  /** The id of the run, for the audit log. */
  runId: string;
  now: Date;
  signal: AbortSignal;
}

export interface Purged {
  cancelledJobs: number;
  removedRows: number;
  removedOrgs: number;
}

/**
 * Removal starts this many milliseconds after the deletion date. By then no process has a cached API key of the
 * organization, and a process whose clock is behind can't restore a partly removed organization.
 */
const marginMs = 60_000;

/** Maximum number of rows or messages that one transaction removes. */
const most = 500;

/** Maximum number of passes of one removal. The removal is repeated, because a running job may add rows meanwhile. */
const maxRounds = 10;

/**
 * Purges all deleted organizations. A failure of one doesn't stop the others; the first failure is thrown at the end.
 */
export async function purgeOrgs(services: PurgeServices, pass: PurgePass): Promise<Purged> {
  const { workerPool } = services;
  const { now, signal } = pass;
  const purged: Purged = { cancelledJobs: 0, removedRows: 0, removedOrgs: 0 };
  const failures: unknown[] = [];
  const isOver = new Date(now.getTime() - marginMs);
  const { rows } = await withAllOrgs(workerPool, (tx) =>
    tx.sql(`select id, delete_after <= $1 as over from orgs where delete_after is not null order by delete_after`, [
      isOver,
    ]),
  );
  for (const { id, over } of rows as { id: string; over: boolean }[]) {
    if (signal.aborted) break;
    try {
      await cancelAll(services, pass, id, purged);
      if (over) await removeOrg(services, pass, id, purged);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return purged;
}

async function cancelAll(
  services: PurgeServices,
  { now, signal }: PurgePass,
  orgId: string,
  purged: Purged,
): Promise<void> {
  for (let cancelled = 1; cancelled > 0; purged.cancelledJobs += cancelled) {
    signal.throwIfAborted();
    cancelled = await withAllOrgs(services.workerPool, (tx) => cancelOpenJobs(tx, services.admission, { orgId, now }));
  }
}

/** Removes rows before file contents, so that no row refers to missing content. */
async function removeOrg(services: PurgeServices, pass: PurgePass, orgId: string, purged: Purged): Promise<void> {
  for (let round = 0; round < maxRounds; round++) {
    await removeMessages(services, pass, orgId);
    for (const { table } of orgTables) {
      purged.removedRows += await emptyTable(services, pass, pgCore.getTableConfig(table).name, orgId);
    }
    await services.storage.removeOrg(orgId, pass.signal);
    if (await removeRow(services, pass, orgId)) {
      purged.removedOrgs++;
      return;
    }
  }
  throw new Error("an organization can't be removed: another row refers to it");
}

async function removeMessages(
  { workerPool, queue }: PurgeServices,
  { signal }: PurgePass,
  orgId: string,
): Promise<void> {
  for (let removed = most; removed === most; ) {
    signal.throwIfAborted();
    removed = await withAllOrgs(workerPool, (tx) => queue.removeOrg(tx, orgId, most));
  }
}

async function emptyTable(
  { workerPool }: PurgeServices,
  { signal }: PurgePass,
  table: string,
  orgId: string,
): Promise<number> {
  let removed = 0;
  for (let count = most; count === most; removed += count) {
    signal.throwIfAborted();
    // Deletes by `ctid`. A join, by ctid or by key, could read the whole table.
    const { rowCount } = await withAllOrgs(workerPool, (tx) =>
      tx.sql(`delete from ${table} where ctid = any (array(select ctid from ${table} where org_id = $1 limit $2))`, [
        orgId,
        most,
      ]),
    );
    count = rowCount ?? 0;
  }
  return removed;
}

/** Deletes the organization's row. Returns false if another row still refers to it. */
async function removeRow({ workerPool }: PurgeServices, { runId, now }: PurgePass, orgId: string): Promise<boolean> {
  const cause = { actor: "system", orgId: null, action: "orgs:purge", requestId: runId, address: null, at: now };
  try {
    await withAllOrgs(workerPool, async (tx) => {
      const { rowCount } = await tx.sql("delete from orgs where id = $1", [orgId]);
      if (rowCount === 1) await recordChange(tx, cause, { type: "organization", id: orgId });
    });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === foreignKeyViolation) return false;
    throw error;
  }
}

const foreignKeyViolation = "23503";
