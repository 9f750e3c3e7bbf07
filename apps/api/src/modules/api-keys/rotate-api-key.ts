import { sql } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { apiKeys } from "../../db/schema.ts";
import type { Principal, Scope } from "../../http/caller.ts";
import { notFound, ProblemError } from "../../http/problem.ts";
import { assertHolds, insertApiKey } from "./create-api-key.ts";
import { type ApiKeyRow, isApiKey } from "./read-api-keys.ts";

/** Creates a key with the same scopes. The old one expires in `overlapMs`, or at its own expiry if that is earlier. */
export async function rotateApiKey(
  tx: Transaction,
  { orgId, actor, scopes: own }: Principal,
  { keyId, overlapMs, now }: { keyId: string; overlapMs: number; now: Date },
): Promise<{ key: string; row: ApiKeyRow }> {
  // The lock prevents two concurrent rotations of one key.
  const [old] = await tx.db.select().from(apiKeys).where(isApiKey(orgId, keyId)).for("update");
  if (!old) throw notFound();
  if (old.revokedAt || (old.expiresAt && old.expiresAt <= now)) {
    throw new ProblemError("conflict", "The API key has expired or was revoked. Create a new one.");
  }
  const { name, expiresAt } = old;
  const scopes = old.scopes as Scope[];
  assertHolds(own, scopes, "To rotate an API key you need all of its scopes");
  const endsAt = new Date(now.getTime() + overlapMs).toISOString();
  await tx.db
    .update(apiKeys)
    .set({ expiresAt: sql`least(${apiKeys.expiresAt}, ${endsAt}::timestamptz)` })
    .where(isApiKey(orgId, keyId));
  return insertApiKey(tx, { orgId, name, scopes, expiresAt, createdBy: actor, createdAt: now });
}
