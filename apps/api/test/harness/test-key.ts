import type { Schemas } from "@gaffer/contracts/server";
import type { DemoOrg } from "../../src/demo/demo-org.ts";
import { openapi } from "../../src/http/schemas.ts";
import { mintApiKey } from "../../src/modules/api-keys/api-key.ts";
import type { TestDatabase } from "./database.ts";

export interface NewKey {
  /** Absent: the key belongs to the test's organization. */
  orgId?: string;
  scopes?: Schemas["Scope"][];
  expiresAt?: Date;
  revokedAt?: Date;
}

/** Creates an API key by SQL. The key may have properties that no operation would grant. */
export async function createKey(database: TestDatabase, orgId: string, newKey: NewKey = {}): Promise<DemoOrg> {
  const { id, key, secretHash } = mintApiKey();
  const { scopes = openapi.components.schemas.Scope.enum, expiresAt, revokedAt } = newKey;
  await database.admin.query(
    `insert into api_keys (org_id, id, name, secret_hash, scopes, created_by, created_at, expires_at, revoked_at)
     values ($1, $2, 'another', $3, $4, 'system', now(), $5, $6)`,
    [orgId, id, secretHash, scopes, expiresAt, revokedAt],
  );
  return { orgId, apiKey: key };
}
