import type { Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { eq } from "../../db/drizzle.ts";
import { withOrg } from "../../db/org-scope.ts";
import { orgs } from "../../db/schema.ts";
import { type KeyCaller, type PersonCaller, personOf, type Role } from "../../http/caller.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import { notFound } from "../../http/problem.ts";

export function createAccountRoutes(
  pool: pg.Pool,
  readPerson: (caller: PersonCaller) => Promise<Schemas["Person"] | undefined>,
): ModuleOperations<"getMe" | "getOrg"> {
  async function readOrg(orgId: string, role: Role | null): Promise<Schemas["Org"]> {
    const [row] = await withOrg(pool, orgId, ({ db }) => db.select().from(orgs).where(eq(orgs.id, orgId)));
    if (!row) throw notFound();
    return { id: row.id, name: row.name, role, createdAt: row.createdAt.toISOString() };
  }

  return {
    async getMe({ caller, cause: { actor } }) {
      if (caller?.kind !== "key") {
        const person = (await readPerson(personOf(caller))) ?? null;
        return { status: 200, body: { actor, apiKey: null, person, org: null } };
      }
      const org = await readOrg(caller.orgId, null);
      return { status: 200, body: { actor, apiKey: toKeyInUse(caller), person: null, org } };
    },

    async getOrg({ principal: { orgId, role } }) {
      return { status: 200, body: await readOrg(orgId, role) };
    },
  };
}

function toKeyInUse({ scopes, apiKey: { id, name, expiresAt } }: KeyCaller): Schemas["ApiKeyInUse"] {
  return { id, name, scopes: [...scopes], expiresAt: expiresAt?.toISOString() ?? null };
}
