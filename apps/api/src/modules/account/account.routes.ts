import type { Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { eq } from "../../db/drizzle.ts";
import { withOrg } from "../../db/org-scope.ts";
import { orgs } from "../../db/schema.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import { notFound } from "../../http/problem.ts";

export function createAccountRoutes(pool: pg.Pool): ModuleOperations<"getMe" | "getOrg"> {
  async function readOrg(orgId: string): Promise<Schemas["Org"]> {
    const [row] = await withOrg(pool, orgId, ({ db }) => db.select().from(orgs).where(eq(orgs.id, orgId)));
    if (!row) throw notFound();
    return { id: row.id, name: row.name, createdAt: row.createdAt.toISOString() };
  }

  return {
    async getMe({ principal }) {
      const { id, name, expiresAt } = principal.apiKey;
      const apiKey = {
        id,
        name,
        scopes: principal.scopes as Schemas["Scope"][],
        expiresAt: expiresAt?.toISOString() ?? null,
      };
      return { status: 200, body: { actor: principal.actor, apiKey, org: await readOrg(principal.orgId) } };
    },

    async getOrg({ principal }) {
      return { status: 200, body: await readOrg(principal.orgId) };
    },
  };
}
