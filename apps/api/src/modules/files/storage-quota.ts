/** The storage limits of an organization's plan: bytes of one file and of all files. */
import { eq } from "../../db/drizzle.ts";
import { orgStorage } from "../../db/file-schema.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { quotaExceeded } from "../../http/problem.ts";
import { readPlan } from "../quotas/read-plan.ts";

export interface StorageRoom {
  /** Limits of one file and of all files. null: unlimited. */
  fileBytes: number | null;
  storedBytes: number | null;
  used: number;
}

/** Reads limits and usage. A transaction that has added or removed a file holds the lock on the usage. */
export async function readRoom(tx: Transaction, orgId: string): Promise<StorageRoom> {
  const [{ plan }, [row]] = await Promise.all([
    readPlan(tx, orgId),
    tx.db.select({ used: orgStorage.bytes }).from(orgStorage).where(eq(orgStorage.orgId, orgId)),
  ]);
  return { fileBytes: plan.fileBytes, storedBytes: plan.storedBytes, used: row?.used ?? 0 };
}

/** Throws quota-exceeded when a file of this size exceeds a limit. An empty file never does. */
export function assertRoom({ fileBytes, storedBytes, used }: StorageRoom, requested: number): void {
  if (fileBytes !== null && requested > fileBytes)
    throw quotaExceeded({ name: "fileBytes", limit: fileBytes, used: 0, requested });
  if (storedBytes !== null && requested > 0 && used + requested > storedBytes)
    throw quotaExceeded({ name: "storedBytes", limit: storedBytes, used, requested });
}

/** `assertRoom` for a file that this transaction has just inserted. */
export async function assertRoomWith(tx: Transaction, orgId: string, sizeBytes: number): Promise<void> {
  const { used, ...room } = await readRoom(tx, orgId);
  assertRoom({ ...room, used: used - sizeBytes }, sizeBytes);
}
