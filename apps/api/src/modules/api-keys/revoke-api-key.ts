import { sql } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { apiKeys } from "../../db/schema.ts";
import { notFound } from "../../http/problem.ts";
import { isApiKey } from "./read-api-keys.ts";

/** Revokes a key permanently. Keeps the row, because jobs and the audit log refer to it. */
export async function revokeApiKey({ db }: Transaction, orgId: string, keyId: string, now: Date): Promise<void> {
  const revoked = await db
    .update(apiKeys)
    .set({ revokedAt: sql`coalesce(${apiKeys.revokedAt}, ${now.toISOString()}::timestamptz)` })
    .where(isApiKey(orgId, keyId))
    .returning({ id: apiKeys.id });
  if (revoked.length === 0) throw notFound();
}
