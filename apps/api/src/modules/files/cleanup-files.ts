import { and, eq, inArray, lt } from "drizzle-orm";
import type { Transaction } from "../../db/org-scope.ts";
import { files } from "../../db/schema.ts";
import { storageKey } from "./files.service.ts";
import type { Storage } from "./storage/storage.ts";

export interface CleanupOptions {
  storage: Storage;
  /** Opens a transaction that sees the files of all organizations. */
  transact: <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;
  now: Date;
  signal: AbortSignal;
}

export interface CleanupResult {
  expiredFiles: number;
  abandonedFiles: number;
  freedBytes: number;
}

const batchSize = 100;
/** An upload may take long, and its row comes last: only what is older than this is taken for abandoned. */
const abandonedAfterMs = 24 * 60 * 60 * 1000;

/** Removes expired files, uploads that never finished, and content without a row. Safe to run twice, or at once. */
export async function cleanupFiles(options: CleanupOptions): Promise<CleanupResult> {
  const { storage, now, signal } = options;
  const expired = { count: 0, sizeBytes: 0 };
  for (let batch = await removeExpired(options); batch.count > 0; batch = await removeExpired(options)) {
    expired.count += batch.count;
    expired.sizeBytes += batch.sizeBytes;
    signal.throwIfAborted();
  }
  const before = new Date(now.getTime() - abandonedAfterMs);
  const unfinished = { count: 0, sizeBytes: 0 };
  for await (const { sizeBytes, remove } of storage.listUnfinished(before)) {
    await remove();
    unfinished.count++;
    unfinished.sizeBytes += sizeBytes;
    signal.throwIfAborted();
  }
  const rowless = await removeRowless(options, before);
  return {
    expiredFiles: expired.count,
    abandonedFiles: unfinished.count + rowless.count,
    freedBytes: expired.sizeBytes + unfinished.sizeBytes + rowless.sizeBytes,
  };
}

/**
 * Rows go and contents go, or the rows stay: the deletion commits after the contents are gone. A crash in between
 * leaves rows without content, which are expired and invisible, and which the next run removes.
 */
function removeExpired({ storage, transact, now }: CleanupOptions) {
  return transact(async ({ db }) => {
    const rows = await db
      .select()
      .from(files)
      .where(lt(files.expiresAt, now))
      .limit(batchSize)
      .for("update", { skipLocked: true });
    for (const row of rows) {
      await storage.remove(storageKey(row));
      await db.delete(files).where(and(eq(files.orgId, row.orgId), eq(files.id, row.id)));
    }
    return { count: rows.length, sizeBytes: rows.reduce((sum, row) => sum + row.sizeBytes, 0) };
  });
}

async function removeRowless({ storage, transact, signal }: CleanupOptions, before: Date) {
  const removed = { count: 0, sizeBytes: 0 };
  let batch: { key: string; sizeBytes: number }[] = [];
  const removeBatch = async () => {
    const ids = batch.map(({ key }) => key.split("/")[1] as string);
    const rows = await transact(({ db }) =>
      db.select({ orgId: files.orgId, id: files.id }).from(files).where(inArray(files.id, ids)),
    );
    const known = new Set(rows.map(storageKey));
    for (const { key, sizeBytes } of batch.filter((object) => !known.has(object.key))) {
      await storage.remove(key);
      removed.count++;
      removed.sizeBytes += sizeBytes;
    }
    batch = [];
    signal.throwIfAborted();
  };
  for await (const object of storage.list(before)) if (batch.push(object) >= batchSize) await removeBatch();
  if (batch.length > 0) await removeBatch();
  return removed;
}
