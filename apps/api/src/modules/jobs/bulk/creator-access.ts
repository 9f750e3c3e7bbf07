/** The access of a job's creator while the job runs. */
import { and, eq, gt, isNull, or } from "../../../db/drizzle.ts";
import type { Transaction } from "../../../db/org-scope.ts";
import { apiKeys, memberships, orgStateColumns, orgs } from "../../../db/schema.ts";
import { assertNotStopped, scopesOfRole } from "../../../http/authorize.ts";
import type { Role, Scope } from "../../../http/caller.ts";
import { ProblemError } from "../../../http/problem.ts";
import { NonRetryableError } from "../handlers/types.ts";

interface Creator {
  orgId: string;
  /** The user or API key that created the job. */
  createdBy: string;
}

/** Throws a `NonRetryableError` if the job's creator no longer has the scope in the organization. */
export async function assertCreatorMay(tx: Transaction, creator: Creator, scope: Scope, now: Date): Promise<void> {
  const [org] = await tx.db.select(orgStateColumns).from(orgs).where(eq(orgs.id, creator.orgId));
  try {
    if (org) assertNotStopped(org, scope);
  } catch (error) {
    if (error instanceof ProblemError) throw new NonRetryableError(error.message, { code: "forbidden" });
    throw error;
  }
  if ((await scopesOf(tx, creator, now)).includes(scope)) return;
  const message = `The job's creator no longer has the scope ${scope}. Start the action again as a caller that has it.`;
  throw new NonRetryableError(message, { code: "forbidden" });
}

async function scopesOf({ db }: Transaction, { orgId, createdBy }: Creator, now: Date): Promise<readonly Scope[]> {
  const [kind, id = ""] = createdBy.split(":");
  if (kind === "key") {
    const isValid = and(isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)));
    const isIt = and(eq(apiKeys.orgId, orgId), eq(apiKeys.id, id), isValid);
    const [key] = await db.select({ scopes: apiKeys.scopes }).from(apiKeys).where(isIt);
    return (key?.scopes ?? []) as Scope[];
  }
  if (kind !== "user") return [];
  const isMember = and(eq(memberships.orgId, orgId), eq(memberships.userId, id));
  const [member] = await db.select({ role: memberships.role }).from(memberships).where(isMember);
  return member ? scopesOfRole(member.role as Role) : [];
}
