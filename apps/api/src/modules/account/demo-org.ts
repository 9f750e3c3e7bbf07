import { chmod, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { withOrg } from "../../db/org-scope.ts";
import { apiKeys, memberships, orgs, users } from "../../db/schema.ts";
import { newId } from "../../new-id.ts";
import { mintApiKey } from "./api-key.ts";

export interface DemoOrg {
  orgId: string;
  apiKey: string;
}

const allScopes: Schemas["Scope"][] = ["jobs:read", "jobs:write", "files:read", "files:write"];

/** Creates an organization with an owner and an API key that may do everything. */
export async function createOrgWithKey(
  pool: pg.Pool,
  now: Date,
  names: { org: string; email: string; key: string },
): Promise<DemoOrg> {
  const orgId = newId();
  const userId = newId();
  const { id, key, secretHash } = mintApiKey();
  await withOrg(pool, orgId, async ({ db }) => {
    await db.insert(orgs).values({ id: orgId, name: names.org, createdAt: now });
    await db.insert(users).values({ id: userId, email: names.email, name: "Demo", createdAt: now });
    await db.insert(memberships).values({ orgId, userId, role: "owner", createdAt: now });
    await db.insert(apiKeys).values({
      orgId,
      id,
      name: names.key,
      secretHash,
      scopes: allScopes,
      createdBy: `user:${userId}`,
      createdAt: now,
    });
  });
  return { orgId, apiKey: key };
}

/**
 * The organization to try things with, made on the first start. Its key can't be read back from the database, so it
 * is kept in `<dataDir>/demo.json`, readable by this user only; without that file a new one is made.
 */
export async function openDemoOrg(
  pool: pg.Pool,
  dataDir: string,
  now: Date,
  works: (apiKey: string) => Promise<boolean>,
): Promise<DemoOrg> {
  const file = path.join(dataDir, "demo.json");
  const kept = await readFile(file, "utf8").then(
    (text) => JSON.parse(text) as DemoOrg,
    () => undefined,
  );
  if (kept && (await works(kept.apiKey))) return kept;
  const names = { org: "Demo", email: `demo-${newId()}@example.com`, key: "demo" };
  const demo = await createOrgWithKey(pool, now, names);
  await writeFile(file, `${JSON.stringify(demo)}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
  return demo;
}
