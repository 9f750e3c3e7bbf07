import type { Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { eq } from "../../db/drizzle.ts";
import { withOrg } from "../../db/org-scope.ts";
import { orgs } from "../../db/schema.ts";
import type { KeyCaller, Role } from "../../http/caller.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import { notFound } from "../../http/problem.ts";
import { toOrg } from "./to-org.ts";

export function createAccountRoutes(pool: pg.Pool): ModuleOperations<"getMe" | "getOrg"> {
  async function readOrg(orgId: string, role: Role | null): Promise<Schemas["Org"]> {
    const [row] = await withOrg(pool, orgId, ({ db }) => db.select().from(orgs).where(eq(orgs.id, orgId)));
    if (!row) throw notFound();
    return toOrg(row, role);
  }

  return {
    async getMe({ caller, cause: { actor } }) {
      if (caller?.kind !== "key") return { status: 200, body: { actor, apiKey: null, org: null } };
      return { status: 200, body: { actor, apiKey: toKeyInUse(caller), org: await readOrg(caller.orgId, null) } };
    },

    async getOrg({ principal: { orgId, role } }) {
      return { status: 200, body: await readOrg(orgId, role) };
    },
  };
}

function toKeyInUse({ scopes, apiKey: { id, name, expiresAt } }: KeyCaller): Schemas["ApiKeyInUse"] {
  return { id, name, scopes: [...scopes], expiresAt: expiresAt?.toISOString() ?? null };
}
