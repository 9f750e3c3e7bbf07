import { chmod, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { withOrg } from "../db/org-scope.ts";
import { memberships, orgs, users } from "../db/schema.ts";
import type { KeyCaller } from "../http/caller.ts";
import { openapi } from "../http/schemas.ts";
import { insertApiKey } from "../modules/api-keys/change-api-keys.ts";
import { newId } from "../new-id.ts";

export interface DemoOrg {
  orgId: string;
  apiKey: string;
}

const allScopes = openapi.components.schemas.Scope.enum as Schemas["Scope"][];

/** Creates an organization with an owner and an API key that has all scopes. */
export async function createOrgWithKey(
  pool: pg.Pool,
  now: Date,
  { plan = "free", ...names }: { org: string; email: string; key: string; plan?: string },
): Promise<DemoOrg> {
  const orgId = newId();
  const userId = newId();
  return withOrg(pool, orgId, async (tx) => {
    const { db } = tx;
    await db.insert(orgs).values({ id: orgId, name: names.org, plan, createdAt: now });
    await db.insert(users).values({ id: userId, email: names.email, name: "Demo", createdAt: now });
    await db.insert(memberships).values({ orgId, userId, role: "owner", createdAt: now });
    const { key } = await insertApiKey(tx, {
      orgId,
      name: names.key,
      scopes: allScopes,
      createdBy: `user:${userId}`,
      createdAt: now,
    });
    return { orgId, apiKey: key };
  });
}

/**
 * Opens the demo organization and creates it on the first start. The database stores only the hash of its API key, so the key itself is in `<dataDir>/demo.json`. Only the operating system's user of this process can read this file. Without
 * the file a new organization is created. An API key that lacks a newer scope is replaced by one with all scopes.
 */
export async function openDemoOrg(
  pool: pg.Pool,
  dataDir: string,
  now: Date,
  findKey: (apiKey: string) => Promise<KeyCaller | undefined>,
): Promise<DemoOrg> {
  const file = path.join(dataDir, "demo.json");
  // Errors are ignored: the file may be missing, or truncated by a crash.
  const kept = await readFile(file, "utf8")
    .then((text) => JSON.parse(text) as DemoOrg)
    .catch(() => undefined);
  const caller = kept && (await findKey(kept.apiKey));
  if (kept && caller && allScopes.every((scope) => caller.scopes.includes(scope))) return kept;
  const demo = caller
    ? await renewKey(pool, now, caller)
    : await createOrgWithKey(pool, now, {
        org: "Demo",
        email: `demo-${newId()}@example.com`,
        key: "demo",
        plan: "enterprise",
      });
  await writeFile(file, `${JSON.stringify(demo)}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
  return demo;
}

async function renewKey(pool: pg.Pool, now: Date, { orgId, actor }: KeyCaller): Promise<DemoOrg> {
  const about = { orgId, name: "demo", scopes: allScopes, createdBy: actor, createdAt: now };
  const { key } = await withOrg(pool, orgId, (tx) => insertApiKey(tx, about));
  return { orgId, apiKey: key };
}
