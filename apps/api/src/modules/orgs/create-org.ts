import type { Schemas } from "@gaffer/contracts/server";
import type pg from "pg";
import { withPerson } from "../../db/org-scope.ts";
import { memberships, orgs } from "../../db/schema.ts";
import type { Cause, Role } from "../../http/caller.ts";
import type { IdempotencyKey } from "../../http/idempotency.ts";
import { newId } from "../../new-id.ts";
import { recordChange } from "../audit/record-change.ts";
import { findJoined, toKeyColumns } from "./membership-keys.ts";

export interface NewOrg {
  userId: string;
  request: Schemas["CreateOrgRequest"];
  idempotency: IdempotencyKey | undefined;
  cause: Cause;
  now: Date;
}

/**
 * Creates an organization with the user as its owner, or returns the organization that an earlier request with the
 * idempotency key created.
 */
export async function createOrg(pool: pg.Pool, org: NewOrg): Promise<{ orgId: string; role: Role }> {
  const { userId, request, idempotency, cause, now } = org;
  const orgId = newId(now);
  return withPerson(pool, { userId, orgId }, async (tx) => {
    const earlier = await findJoined(tx, { userId, idempotency, now });
    if (earlier) return earlier;
    await tx.db.insert(orgs).values({ id: orgId, name: request.name, createdAt: now });
    const membership = { orgId, userId, role: "owner", createdAt: now, ...toKeyColumns(idempotency) };
    await tx.db.insert(memberships).values(membership);
    await recordChange(tx, { ...cause, orgId }, { type: "organization", id: orgId }, { name: request.name });
    return { orgId, role: "owner" };
  });
}
