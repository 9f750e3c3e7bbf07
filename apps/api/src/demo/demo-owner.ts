import { randomBytes } from "node:crypto";
import { chmod, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import { and, eq, like } from "../db/drizzle.ts";
import { inTransaction, withOrg } from "../db/org-scope.ts";
import type { Pools } from "../db/pools.ts";
import { memberships, users } from "../db/schema.ts";
import { findAccount, insertAccount, updatePasswordHash } from "../modules/auth/accounts.ts";
import { createPasswords } from "../modules/auth/password-hash.ts";

/** The owner of the demo organization, to sign in with a browser. */
export interface DemoOwner {
  orgId: string;
  userId: string;
  email: string;
  password: string;
}

/**
 * Sets a password for the demo organization's owner once and stores it in `<dataDir>/demo-owner.json`. The password
 * gives no more access than the organization's API key, which is stored in the same folder.
 */
export async function openDemoOwner(
  pools: Pick<Pools, "api" | "auth">,
  orgId: string,
  dataDir: string,
  now: Date,
): Promise<DemoOwner | undefined> {
  const file = path.join(dataDir, "demo-owner.json");
  // Errors are ignored: the file may be missing, or truncated by a crash.
  const kept = await readFile(file, "utf8")
    .then((text) => JSON.parse(text) as DemoOwner)
    .catch(() => undefined);
  const owner = await findOwner(pools.api, orgId);
  if (!owner) return undefined;
  const { userId, email } = owner;
  if (kept?.orgId === orgId && kept.email === email) return { ...kept, userId };
  const password = randomBytes(12).toString("base64url");
  await setPassword(pools.auth, userId, password, now);
  const made: DemoOwner = { orgId, userId, email, password };
  await writeFile(file, `${JSON.stringify(made)}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
  return made;
}

/** The user who was created with the organization, if that user is still an owner. */
function findOwner(pool: pg.Pool, orgId: string): Promise<{ userId: string; email: string } | undefined> {
  return withOrg(pool, orgId, async ({ db }) => {
    const [owner] = await db
      .select({ userId: users.id, email: users.email })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.orgId, orgId), eq(memberships.role, "owner"), like(users.email, "demo-%@example.com")))
      .orderBy(memberships.createdAt)
      .limit(1);
    return owner;
  });
}

async function setPassword(pool: pg.Pool, userId: string, password: string, now: Date): Promise<void> {
  const hash = await createPasswords().hash(password);
  await inTransaction(pool, "", async (tx) => {
    // If the password's file was lost, the account already exists and gets the new password.
    if (await findAccount(tx, { userId })) await updatePasswordHash(tx, userId, hash, now);
    else await insertAccount(tx, userId, hash, now);
  });
}
