import type pg from "pg";
import { inTransaction } from "../../db/org-scope.ts";
import { apiKeys } from "../../db/schema.ts";
import type { Principal } from "../../http/authenticate.ts";
import { parseApiKey, secretMatches } from "./api-key.ts";

const noHash = Buffer.alloc(32);

/** Finds who a presented API key stands for; undefined when it is unknown, expired or revoked. */
export function createFindPrincipal(pool: pg.Pool, now: () => Date) {
  return async (presented: string): Promise<Principal | undefined> => {
    const parsed = parseApiKey(presented);
    if (!parsed) return undefined;
    // The organization isn't known yet: row-level security opens the one row with this id.
    const [row] = await inTransaction(pool, `set local app.api_key_id = '${parsed.id}'`, ({ db }) =>
      db.select().from(apiKeys),
    );
    const matches = secretMatches(parsed.secret, row?.secretHash ?? noHash);
    if (!row || !matches || row.revokedAt || (row.expiresAt && row.expiresAt <= now())) return undefined;
    return {
      actor: `key:${row.id}`,
      orgId: row.orgId,
      scopes: row.scopes,
      apiKey: { id: row.id, name: row.name, expiresAt: row.expiresAt },
    };
  };
}
