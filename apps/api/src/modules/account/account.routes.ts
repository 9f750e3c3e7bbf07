import type { Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { withOrg } from "../../db/org-scope.ts";
import { type KeyCaller, type PersonCaller, personOf } from "../../http/caller.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import { readOrg } from "../orgs/read-orgs.ts";

export function createAccountRoutes(
  pool: pg.Pool,
  readPerson: (caller: PersonCaller) => Promise<Schemas["Person"] | undefined>,
): ModuleOperations<"getMe"> {
  return {
    async getMe({ caller, cause: { actor } }) {
      if (caller?.kind !== "key") {
        const person = (await readPerson(personOf(caller))) ?? null;
        return { status: 200, body: { actor, apiKey: null, person, org: null } };
      }
      const org = await withOrg(pool, caller.orgId, (tx) => readOrg(tx, caller.orgId, null));
      return { status: 200, body: { actor, apiKey: toKeyInUse(caller), person: null, org } };
    },
  };
}

function toKeyInUse({ scopes, apiKey: { id, name, expiresAt } }: KeyCaller): Schemas["ApiKeyInUse"] {
  return { id, name, scopes: [...scopes], expiresAt: expiresAt?.toISOString() ?? null };
}
