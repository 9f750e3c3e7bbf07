/** Changes of organizations by administrators of the installation. The caller has authorized the change. */
import type { Schemas } from "@gaffer/contracts/server";
import { eq } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { plans } from "../../db/plan-schema.ts";
import { orgs } from "../../db/schema.ts";
import { assertMatches } from "../../http/preconditions.ts";
import { invalid, notInInstallation } from "../../http/problem.ts";
import type { Services } from "../../server/services.ts";
import { readSystemOrg, systemOrgVersion } from "./read-system-orgs.ts";

/** Changes the plan of an organization, or the end of its plan. */
export async function updateSystemOrg(
  tx: Transaction,
  id: string,
  { plan, planEndsAt }: Schemas["UpdateSystemOrgRequest"],
  { ifMatch, now }: { ifMatch: string | undefined; now: Date },
): Promise<void> {
  await lockSystemOrg(tx, id);
  assertMatches(ifMatch, systemOrgVersion(await readSystemOrg(tx, id, now)));
  if (plan !== undefined) await assertPlan(tx, plan);
  const end = typeof planEndsAt === "string" ? new Date(planEndsAt) : planEndsAt;
  if (end && end <= now) {
    throw invalid({ in: "body", pointer: "/planEndsAt", code: "too_early", message: "must be in the future" });
  }
  const changes = { ...(plan !== undefined && { plan }), ...(end !== undefined && { planEndsAt: end }) };
  if (Object.keys(changes).length > 0) await tx.db.update(orgs).set(changes).where(eq(orgs.id, id));
}

/** Locks the plan, so that it isn't deleted before the transaction ends. Throws a problem if it doesn't exist. */
async function assertPlan({ db }: Transaction, name: string): Promise<void> {
  const found = await db.select({ name: plans.name }).from(plans).where(eq(plans.name, name)).for("key share");
  if (found.length > 0) return;
  throw invalid({ in: "body", pointer: "/plan", code: "mismatch", message: "must be the name of a plan" });
}

/** Suspends an organization. If it is already suspended, only the reason changes. */
export async function suspendOrg(tx: Transaction, id: string, reason: string, now: Date): Promise<void> {
  const { suspendedAt } = await lockSystemOrg(tx, id);
  await tx.db
    .update(orgs)
    .set({ suspendedAt: suspendedAt ?? now, suspendReason: reason })
    .where(eq(orgs.id, id));
}

/**
 * Ends a suspension and admits parked jobs. A claim may park a job of the organization meanwhile. It holds the lock of
 * the organization's counters until it commits, so the job is admitted here or there.
 */
export async function unsuspendOrg(
  tx: Transaction,
  { admission }: Pick<Services, "admission">,
  id: string,
): Promise<void> {
  await lockSystemOrg(tx, id);
  await tx.db.update(orgs).set({ suspendedAt: null, suspendReason: null }).where(eq(orgs.id, id));
  await admission.admitParked(tx, { left: new Map([[id, 0]]) });
}

/** Cancels the deletion of an organization, also after its date. */
export async function restoreSystemOrg(tx: Transaction, id: string): Promise<void> {
  await lockSystemOrg(tx, id);
  await tx.db.update(orgs).set({ deleteAfter: null }).where(eq(orgs.id, id));
}

/** Gives an API key the scope of administrators, or takes it away. */
export async function setKeyAdministrator(
  tx: Transaction,
  { id, keyId }: { id: string; keyId: string },
  isAdministrator: boolean,
): Promise<void> {
  const { rowCount } = await tx.sql(
    `update api_keys set scopes = array_remove(scopes, 'system:admin') || case when $3 then '{system:admin}'::text[] else '{}' end
      where org_id = $1 and id = $2 and revoked_at is null`,
    [id, keyId, isAdministrator],
  );
  if (rowCount === 0) throw notInInstallation("active API key", keyId);
}

async function lockSystemOrg({ db }: Transaction, id: string): Promise<typeof orgs.$inferSelect> {
  const [row] = await db.select().from(orgs).where(eq(orgs.id, id)).for("no key update");
  if (!row) throw notInInstallation("organization", id);
  return row;
}
