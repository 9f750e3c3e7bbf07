import { createHash } from "node:crypto";
import type pg from "pg";
import { and, eq, isNull, lte, or } from "../../db/drizzle.ts";
import { inTransaction, withOrg } from "../../db/org-scope.ts";
import { apiKeys, orgs } from "../../db/schema.ts";
import type { FindOptions } from "../../http/authenticate.ts";
import type { KeyCaller, Scope } from "../../http/caller.ts";
import { parseApiKey, secretMatches } from "./api-key.ts";

const noHash = Buffer.alloc(32);

/** A key is looked up again after this long: so long a revoked one may go on working. */
export const keptForMs = 5_000;
const keptAtMost = 10_000;

/** Finds who a presented API key stands for; undefined when it is unknown, expired or revoked. */
export function createFindKey(pool: pg.Pool, now: () => Date) {
  /** By the hash of the key. A refusal isn't kept: a key that was just made works at once. */
  const kept = new Map<string, { caller: KeyCaller; until: number }>();

  return async (presented: string, { fresh = false }: FindOptions = {}): Promise<KeyCaller | undefined> => {
    const hash = createHash("sha256").update(presented).digest("base64url");
    const known = kept.get(hash);
    const at = now();
    if (!fresh && known && known.until > at.getTime() && !hasExpired(known.caller.apiKey, at)) return known.caller;
    const caller = await lookUp(presented, at);
    if (kept.size >= keptAtMost) kept.clear();
    // Once its organization is to be deleted a key isn't kept: a restore counts at once.
    if (caller && !caller.deleteAfter) kept.set(hash, { caller, until: at.getTime() + keptForMs });
    else kept.delete(hash);
    return caller;
  };

  async function lookUp(presented: string, at: Date): Promise<KeyCaller | undefined> {
    const parsed = parseApiKey(presented);
    if (!parsed) return undefined;
    // The organization isn't known yet: row-level security opens the one row with this id, and the query asks for no other.
    const [row] = await inTransaction(pool, `set local app.api_key_id = '${parsed.id}'`, ({ db }) =>
      db.select().from(apiKeys).where(eq(apiKeys.id, parsed.id)),
    );
    const matches = secretMatches(parsed.secret, row?.secretHash ?? noHash);
    if (!row || !matches || row.revokedAt || hasExpired(row, at)) return undefined;
    const deleteAfter = await enterOrg(row, at);
    return {
      kind: "key",
      actor: `key:${row.id}`,
      orgId: row.orgId,
      scopes: row.scopes as Scope[],
      deleteAfter,
      apiKey: { id: row.id, name: row.name, expiresAt: row.expiresAt },
    };
  }

  /** Says when the key's organization is removed. Notes the use, at most once a minute, whatever the number of processes. */
  async function enterOrg({ orgId, id, lastUsedAt }: typeof apiKeys.$inferSelect, at: Date): Promise<Date | null> {
    const minuteAgo = new Date(at.getTime() - 60_000);
    const stale = or(isNull(apiKeys.lastUsedAt), lte(apiKeys.lastUsedAt, minuteAgo));
    return withOrg(pool, orgId, async ({ db }) => {
      if (!lastUsedAt || lastUsedAt <= minuteAgo) {
        const isIt = and(eq(apiKeys.orgId, orgId), eq(apiKeys.id, id), stale);
        await db.update(apiKeys).set({ lastUsedAt: at }).where(isIt);
      }
      const [org] = await db.select({ deleteAfter: orgs.deleteAfter }).from(orgs).where(eq(orgs.id, orgId));
      return org?.deleteAfter ?? null;
    });
  }
}

function hasExpired({ expiresAt }: { expiresAt: Date | null }, at: Date): boolean {
  return expiresAt !== null && expiresAt <= at;
}
