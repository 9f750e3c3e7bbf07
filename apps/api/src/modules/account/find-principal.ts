import { createHash } from "node:crypto";
import type pg from "pg";
import { inTransaction } from "../../db/org-scope.ts";
import { apiKeys } from "../../db/schema.ts";
import type { Principal } from "../../http/authenticate.ts";
import { parseApiKey, secretMatches } from "./api-key.ts";

const noHash = Buffer.alloc(32);

/** A key is looked up again after this long: so long a revoked one may go on working. */
export const keptForMs = 5_000;
const keptAtMost = 10_000;

/** Finds who a presented API key stands for; undefined when it is unknown, expired or revoked. */
export function createFindPrincipal(pool: pg.Pool, now: () => Date) {
  /** By the hash of the key. A refusal isn't kept: a key that was just made works at once. */
  const kept = new Map<string, { principal: Principal; until: number }>();

  return async (presented: string): Promise<Principal | undefined> => {
    const hash = createHash("sha256").update(presented).digest("base64url");
    const known = kept.get(hash);
    const at = now();
    if (known && known.until > at.getTime() && !hasExpired(known.principal, at)) return known.principal;
    const principal = await lookUp(presented, at);
    if (kept.size >= keptAtMost) kept.clear();
    if (principal) kept.set(hash, { principal, until: at.getTime() + keptForMs });
    else kept.delete(hash);
    return principal;
  };

  async function lookUp(presented: string, at: Date): Promise<Principal | undefined> {
    const parsed = parseApiKey(presented);
    if (!parsed) return undefined;
    // The organization isn't known yet: row-level security opens the one row with this id.
    const [row] = await inTransaction(pool, `set local app.api_key_id = '${parsed.id}'`, ({ db }) =>
      db.select().from(apiKeys),
    );
    const matches = secretMatches(parsed.secret, row?.secretHash ?? noHash);
    if (!row || !matches || row.revokedAt) return undefined;
    const principal = {
      actor: `key:${row.id}`,
      orgId: row.orgId,
      scopes: row.scopes,
      apiKey: { id: row.id, name: row.name, expiresAt: row.expiresAt },
    };
    return hasExpired(principal, at) ? undefined : principal;
  }
}

function hasExpired({ apiKey: { expiresAt } }: Principal, at: Date): boolean {
  return expiresAt !== null && expiresAt <= at;
}
