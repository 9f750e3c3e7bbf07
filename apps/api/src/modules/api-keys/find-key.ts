import { createHash } from "node:crypto";
import type pg from "pg";
import { and, eq, isNull, lte, or } from "../../db/drizzle.ts";
import { inTransaction, withOrg } from "../../db/org-scope.ts";
import { apiKeys, orgStateColumns, orgs } from "../../db/schema.ts";
import type { FindOptions } from "../../http/authenticate.ts";
import type { KeyCaller, OrgState, Scope } from "../../http/caller.ts";
import { parseApiKey, secretMatches } from "./api-key.ts";

const noHash = Buffer.alloc(32);

/** How long an API key is cached, in milliseconds. A revoked API key may still work that long. */
export const keptForMs = 5_000;
const maxCached = 10_000;

/** Finds the caller of a presented API key. undefined: the key is unknown, expired or revoked. */
export function createFindKey(pool: pg.Pool, now: () => Date) {
  /** The cache, by the hash of the API key. Unknown keys are not cached, so that a new key works at once. */
  const kept = new Map<string, { caller: KeyCaller; until: number }>();
  /**
   * Lookups that are running, by the hash of the API key. Requests with the same key that arrive meanwhile share the
   * lookup.
   */
  const running = new Map<string, Promise<KeyCaller | undefined>>();

  return async (presented: string, { fresh = false }: FindOptions = {}): Promise<KeyCaller | undefined> => {
    const hash = createHash("sha256").update(presented).digest("base64url");
    const known = kept.get(hash);
    const at = now();
    if (!fresh && known && known.until > at.getTime() && !hasExpired(known.caller.apiKey, at)) return known.caller;
    // A fresh lookup doesn't share a running lookup, which may have read the key before it was revoked.
    const shared = fresh ? undefined : running.get(hash);
    if (shared) return shared;
    const lookup = lookUpAndKeep(presented, hash, at);
    if (fresh) return lookup;
    running.set(hash, lookup);
    return lookup.finally(() => running.delete(hash));
  };

  async function lookUpAndKeep(presented: string, hash: string, at: Date): Promise<KeyCaller | undefined> {
    const caller = await lookUp(presented, at);
    if (kept.size >= maxCached) kept.clear();
    // A key of a suspended organization, or of one that is being deleted, isn't cached, so that the end of that state
    // works at once.
    if (caller && !caller.org.deleteAfter && !caller.org.suspendedAt)
      kept.set(hash, { caller, until: at.getTime() + keptForMs });
    else kept.delete(hash);
    return caller;
  }

  async function lookUp(presented: string, at: Date): Promise<KeyCaller | undefined> {
    const parsed = parseApiKey(presented);
    if (!parsed) return undefined;
    // The key's organization isn't known yet, so row-level security shows only the row with this key id.
    const [row] = await inTransaction(pool, `set local app.api_key_id = '${parsed.id}'`, ({ db }) =>
      db.select().from(apiKeys).where(eq(apiKeys.id, parsed.id)),
    );
    const matches = secretMatches(parsed.secret, row?.secretHash ?? noHash);
    if (!row || !matches || row.revokedAt || hasExpired(row, at)) return undefined;
    const org = await enterOrg(row, at);
    return {
      kind: "key",
      actor: `key:${row.id}`,
      orgId: row.orgId,
      scopes: row.scopes as Scope[],
      org,
      apiKey: { id: row.id, name: row.name, expiresAt: row.expiresAt },
    };
  }

  /**
   * Returns the state of the API key's organization. Records the use of the key, at most once per minute over all
   * processes.
   */
  async function enterOrg({ orgId, id, lastUsedAt }: typeof apiKeys.$inferSelect, at: Date): Promise<OrgState> {
    const minuteAgo = new Date(at.getTime() - 60_000);
    const stale = or(isNull(apiKeys.lastUsedAt), lte(apiKeys.lastUsedAt, minuteAgo));
    return withOrg(pool, orgId, async ({ db }) => {
      if (!lastUsedAt || lastUsedAt <= minuteAgo) {
        const isIt = and(eq(apiKeys.orgId, orgId), eq(apiKeys.id, id), stale);
        await db.update(apiKeys).set({ lastUsedAt: at }).where(isIt);
      }
      const [org] = await db.select(orgStateColumns).from(orgs).where(eq(orgs.id, orgId));
      return org ?? { deleteAfter: null, suspendedAt: null, suspendReason: null };
    });
  }
}

function hasExpired({ expiresAt }: { expiresAt: Date | null }, at: Date): boolean {
  return expiresAt !== null && expiresAt <= at;
}
