import type pg from "pg";
import { and, count, eq, inArray, isNull, lt, or, sum } from "../../db/drizzle.ts";
import { files, fileUploads } from "../../db/file-schema.ts";
import { withAllOrgs } from "../../db/org-scope.ts";
import { storageKey } from "./files.service.ts";
import type { Storage } from "./storage/storage.ts";

export interface CleanupOptions {
  storage: Storage;
  /** A pool that sees the files of all organizations. */
  workerPool: pg.Pool;
  now: Date;
  signal: AbortSignal;
  /** Whether to count without removing. Default: false. */
  dryRun?: boolean;
}

export interface CleanupResult {
  expiredFiles: number;
  /** Temporary files, parts, and contents of uploads that clients didn't complete. */
  unfinishedUploads: number;
  /** Rows of uploads that clients didn't complete. */
  expiredUploads: number;
  rowlessObjects: number;
  freedBytes: number;
  /** Why the cleanup stopped early. The counted items were removed. */
  failure?: unknown;
}

const batchSize = 100;
/** Age after which an object without a row counts as abandoned. An upload writes its row last and may take long. */
const abandonedAfterMs = 24 * 60 * 60 * 1000;

/**
 * Removes expired files, unfinished uploads, and contents without a row. Safe to run several times, also concurrently. The next run continues
 * where a failed one stopped.
 */
export async function cleanupFiles(options: CleanupOptions): Promise<CleanupResult> {
  const result = { expiredFiles: 0, unfinishedUploads: 0, expiredUploads: 0, rowlessObjects: 0, freedBytes: 0 };
  const counted = (kind: "expiredFiles" | "unfinishedUploads" | "rowlessObjects") => (item: { sizeBytes: number }) => {
    result[kind]++;
    result.freedBytes += item.sizeBytes;
  };
  const { storage, now } = options;
  const before = new Date(now.getTime() - abandonedAfterMs);
  try {
    if (options.dryRun) {
      const { files, sizeBytes } = await countExpired(options);
      result.expiredFiles = files;
      result.freedBytes = sizeBytes;
    } else while (await removeExpired(options, counted("expiredFiles")));
    result.expiredUploads = await removeExpiredUploads(options);
    const unfinished = storage.listUnfinished(before);
    await inBatches(options, unfinished, (batch) =>
      removeAll(options, batch, ({ remove }) => remove(), counted("unfinishedUploads")),
    );
    await inBatches(options, storage.list(before), async (batch) => {
      const rowless = await findRowless(options, batch);
      await removeAll(options, rowless, ({ key }) => storage.remove(key), counted("rowlessObjects"));
    });
    return result;
  } catch (failure) {
    return { ...result, failure };
  }
}

function countExpired({ workerPool, now }: CleanupOptions): Promise<{ files: number; sizeBytes: number }> {
  return withAllOrgs(workerPool, async ({ db }) => {
    const [row] = await db
      .select({ files: count(), sizeBytes: sum(files.sizeBytes).mapWith(Number) })
      .from(files)
      .where(lt(files.expiresAt, now));
    return { files: row?.files ?? 0, sizeBytes: row?.sizeBytes ?? 0 };
  });
}

/**
 * Removes a batch of expired files. Removes a file's row after its content, and keeps the row if the store fails. A
 * crash in between leaves an expired row without content, which readers can't see and the next run removes. Returns
 * false when no expired file was left.
 */
async function removeExpired(options: CleanupOptions, removed: (row: { sizeBytes: number }) => void): Promise<boolean> {
  const { found, gone, failure } = await withAllOrgs(options.workerPool, async ({ db }) => {
    const rows = await db
      .select()
      .from(files)
      .where(lt(files.expiresAt, options.now))
      .limit(batchSize)
      .for("update", { skipLocked: true });
    const gone: typeof rows = [];
    let failure: unknown;
    await removeAll(
      options,
      rows,
      (row) => options.storage.remove(storageKey(row)),
      (row) => gone.push(row),
    ).catch((cause: unknown) => {
      failure = cause;
    });
    const isGone = or(...gone.map(({ orgId, id }) => and(eq(files.orgId, orgId), eq(files.id, id))));
    if (isGone) await db.delete(files).where(isGone);
    return { found: rows.length, gone, failure };
  });
  gone.forEach(removed);
  if (failure) throw failure;
  options.signal.throwIfAborted();
  return found > 0;
}

/**
 * Removes only the rows of expired uploads. Their contents, never older than the rows, are removed with the unfinished
 * uploads.
 */
function removeExpiredUploads({ workerPool, now, dryRun }: CleanupOptions): Promise<number> {
  const isExpired = lt(fileUploads.expiresAt, now);
  return withAllOrgs(workerPool, async ({ db }) => {
    const [unfinished] = await db
      .select({ uploads: count() })
      .from(fileUploads)
      .where(and(isExpired, isNull(fileUploads.fileId)));
    if (!dryRun) await db.delete(fileUploads).where(isExpired);
    return unfinished?.uploads ?? 0;
  });
}

async function findRowless<Item extends { key: string }>(
  { workerPool }: CleanupOptions,
  batch: Item[],
): Promise<Item[]> {
  const keys = batch.map(({ key }) => key.split("/") as [orgId: string, id: string]);
  const ofTheirOrgs = inArray(files.orgId, [...new Set(keys.map(([orgId]) => orgId))]);
  const ids = keys.map(([, id]) => id);
  const rows = await withAllOrgs(workerPool, ({ db }) =>
    db
      .select({ orgId: files.orgId, id: files.id })
      .from(files)
      .where(and(ofTheirOrgs, inArray(files.id, ids))),
  );
  const known = new Set(rows.map(storageKey));
  return batch.filter(({ key }) => !known.has(key));
}

async function inBatches<Item>(
  { signal }: CleanupOptions,
  items: AsyncIterable<Item>,
  work: (batch: Item[]) => Promise<void>,
): Promise<void> {
  let batch: Item[] = [];
  for await (const item of items) {
    if (batch.push(item) < batchSize) continue;
    await work(batch);
    signal.throwIfAborted();
    batch = [];
  }
  if (batch.length > 0) await work(batch);
}

/** Removes items concurrently. If some fail, reports the removed items first and then throws the first failure. */
async function removeAll<Item>(
  { dryRun }: CleanupOptions,
  items: Item[],
  remove: (item: Item) => Promise<void>,
  removed: (item: Item) => void,
): Promise<void> {
  const outcomes = await Promise.allSettled(items.map((item) => (dryRun ? undefined : remove(item))));
  for (const [index, { status }] of outcomes.entries()) if (status === "fulfilled") removed(items[index] as Item);
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
}
