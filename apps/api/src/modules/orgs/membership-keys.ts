/**
 * Idempotency keys of requests by which a user joins an organization. Other keys belong to an organization, which such
 * a user doesn't have yet. So the membership that the request creates stores the key. A user who leaves the
 * organization within the day can use the key again.
 */
import { and, eq, gt } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { memberships } from "../../db/schema.ts";
import type { Role } from "../../http/caller.ts";
import { type IdempotencyKey, inFlight, keptForMs, mismatch } from "../../http/idempotency.ts";

/** The columns of a membership that store the key of the request that creates it. */
export function toKeyColumns(idempotency: IdempotencyKey | undefined) {
  return idempotency && { creationKey: idempotency.key, creationHash: idempotency.requestHash };
}

/**
 * Finds the membership that an earlier request of the user with the idempotency key created. undefined: the key is new.
 * Throws a problem for a key that is in flight, or was sent with another request.
 */
export async function findJoined(
  { db, sql }: Transaction,
  { userId, idempotency, now }: { userId: string; idempotency: IdempotencyKey | undefined; now: Date },
): Promise<{ orgId: string; role: Role } | undefined> {
  if (!idempotency) return undefined;
  const lock = "select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as locked";
  const { rows } = await sql(lock, [`membership/${userId}/${idempotency.key}`]);
  if (!rows[0].locked) throw inFlight();
  const { orgId, role, creationKey, creationHash, createdAt } = memberships;
  const isKept = gt(createdAt, new Date(now.getTime() - keptForMs));
  const [found] = await db
    .select({ orgId, role, hash: creationHash })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), eq(creationKey, idempotency.key), isKept));
  if (!found) return undefined;
  if (found.hash !== idempotency.requestHash) throw mismatch();
  idempotency.replayed = true;
  return { orgId: found.orgId, role: found.role as Role };
}
