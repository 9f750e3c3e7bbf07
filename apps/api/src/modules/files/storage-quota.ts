/** How much an organization may store by its plan, in one file and in all. */
import { eq } from "../../db/drizzle.ts";
import { orgStorage } from "../../db/file-schema.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { quotaExceeded } from "../../http/problem.ts";
import { readPlan } from "../quotas/read-plan.ts";

export interface StorageRoom {
  /** Of one file and of all; null: no limit. */
  fileBytes: number | null;
  storedBytes: number | null;
  used: number;
}

/** How it is at this moment. In a transaction that has added or removed a file nobody else changes it until the end. */
export async function readRoom(tx: Transaction, orgId: string): Promise<StorageRoom> {
  const [{ plan }, [row]] = await Promise.all([
    readPlan(tx, orgId),
    tx.db.select({ used: orgStorage.bytes }).from(orgStorage).where(eq(orgStorage.orgId, orgId)),
  ]);
  return { fileBytes: plan.fileBytes, storedBytes: plan.storedBytes, used: row?.used ?? 0 };
}

/** Throws the refusal when another file of this size has no room. An empty one always has. */
export function assertRoom({ fileBytes, storedBytes, used }: StorageRoom, requested: number): void {
  if (fileBytes !== null && requested > fileBytes)
    throw quotaExceeded({ name: "fileBytes", limit: fileBytes, used: 0, requested });
  if (storedBytes !== null && requested > 0 && used + requested > storedBytes)
    throw quotaExceeded({ name: "storedBytes", limit: storedBytes, used, requested });
}

/** The same for one that was just added in this transaction. */
export async function assertRoomWith(tx: Transaction, orgId: string, sizeBytes: number): Promise<void> {
  const { used, ...room } = await readRoom(tx, orgId);
  assertRoom({ ...room, used: used - sizeBytes }, sizeBytes);
}
