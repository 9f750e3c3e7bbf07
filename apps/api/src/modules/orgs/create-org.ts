import type { Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { and, eq, gt } from "../../db/drizzle.ts";
import { type Transaction, withPerson } from "../../db/org-scope.ts";
import { memberships, orgs } from "../../db/schema.ts";
import type { Cause, Role } from "../../http/caller.ts";
import { hashRequest, inFlight, keptForMs, mismatch } from "../../http/idempotency.ts";
import { newId } from "../../new-id.ts";
import { recordChange } from "../audit/record-change.ts";

export interface NewOrg {
  userId: string;
  request: Schemas["CreateOrgRequest"];
  /** The request's `Idempotency-Key`. undefined: the request has none. */
  key: string | undefined;
  cause: Cause;
  now: Date;
}

/**
 * Creates an organization with the user as its owner, or returns the organization that an earlier request with the
 * idempotency key created.
 */
export async function createOrg(pool: pg.Pool, org: NewOrg): Promise<{ orgId: string; role: Role }> {
  const { userId, request, key, cause, now } = org;
  const orgId = newId(now);
  const creationHash = hashRequest("createOrg", request);
  return withPerson(pool, { userId, orgId }, async (tx) => {
    const earlier = key === undefined ? undefined : await findCreated(tx, userId, key, now);
    if (earlier && earlier.hash !== creationHash) throw mismatch();
    if (earlier) return { orgId: earlier.orgId, role: earlier.role as Role };
    await tx.db.insert(orgs).values({ id: orgId, name: request.name, createdAt: now });
    const creation = key === undefined ? {} : { creationKey: key, creationHash };
    await tx.db.insert(memberships).values({ orgId, userId, role: "owner", createdAt: now, ...creation });
    await recordChange(tx, { ...cause, orgId }, { type: "organization", id: orgId }, { name: request.name });
    return { orgId, role: "owner" };
  });
}

/**
 * Finds the organization that an earlier request with the idempotency key created. Idempotency keys belong to an
 * organization, which doesn't exist yet. So the creator's membership stores the key. A user who leaves the organization
 * within the day can use the key again.
 */
async function findCreated({ db, sql }: Transaction, userId: string, key: string, now: Date) {
  const lock = "select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as locked";
  const { rows } = await sql(lock, [`createOrg/${userId}/${key}`]);
  if (!rows[0].locked) throw inFlight();
  const { orgId, role, creationHash, createdAt } = memberships;
  const [found] = await db
    .select({ orgId, role, hash: creationHash })
    .from(memberships)
    .where(
      and(
        eq(memberships.userId, userId),
        eq(memberships.creationKey, key),
        gt(createdAt, new Date(now.getTime() - keptForMs)),
      ),
    );
  return found;
}
