import type { Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { withOrg } from "../../db/org-scope.ts";
import type { KeyCaller } from "../../http/caller.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import { readOrg } from "../orgs/read-orgs.ts";

export function createAccountRoutes(pool: pg.Pool): ModuleOperations<"getMe"> {
  return {
    async getMe({ caller, cause: { actor } }) {
      if (caller?.kind !== "key") return { status: 200, body: { actor, apiKey: null, org: null } };
      const org = await withOrg(pool, caller.orgId, (tx) => readOrg(tx, caller.orgId, null));
      return { status: 200, body: { actor, apiKey: toKeyInUse(caller), org } };
    },
  };
}

function toKeyInUse({ scopes, apiKey: { id, name, expiresAt } }: KeyCaller): Schemas["ApiKeyInUse"] {
  return { id, name, scopes: [...scopes], expiresAt: expiresAt?.toISOString() ?? null };
}
