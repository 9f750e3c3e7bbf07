import { randomBytes } from "node:crypto";
import { chmod, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import { and, eq, like } from "../../db/drizzle.ts";
import type { Pools } from "../../db/open-pools.ts";
import { inTransaction, withOrg } from "../../db/org-scope.ts";
import { memberships, users } from "../../db/schema.ts";
import { findAccount, insertAccount, replaceHash } from "../people/find-account.ts";
import { createPasswords } from "../people/password-hash.ts";

/** Who owns the demo organization, for whoever wants to look at it in a browser. */
export interface DemoOwner {
  orgId: string;
  userId: string;
  email: string;
  password: string;
}

/**
 * Gives the demo organization's owner a password, once: it is kept in `<dataDir>/demo-owner.json`, as the key is. Somebody who may
 * read that file, or the terminal, may do no more with it than with the key.
 */
export async function openDemoOwner(
  pools: Pick<Pools, "api" | "auth">,
  orgId: string,
  dataDir: string,
  now: Date,
): Promise<DemoOwner | undefined> {
  const file = path.join(dataDir, "demo-owner.json");
  // One that isn't there, or was cut off by a crash.
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

/** The one who was made with the organization. It may belong to somebody else by now, whose password is nobody else's business. */
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
    // The account exists if the file was lost.
    if (await findAccount(tx, { userId })) await replaceHash(tx, userId, hash, now);
    else await insertAccount(tx, userId, hash, now);
  });
}
