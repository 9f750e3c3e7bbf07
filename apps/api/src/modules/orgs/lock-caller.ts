import { and, eq } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { apiKeys, memberships } from "../../db/schema.ts";
import { unauthenticated } from "../../http/authenticate.ts";
import { authorize, type FindMembership } from "../../http/authorize.ts";
import type { Caller, KeyCaller, Principal, Role, Scope } from "../../http/caller.ts";
import type { RequestContext } from "../../http/mount.ts";
import { lockOrg } from "./lock-members.ts";

/** The part of a request that authorization needs. */
export type Asking = Pick<RequestContext, "access" | "caller">;

/**
 * Authorizes the caller again in the transaction of a change. Locks the organization and the caller's API key, or
 * session and membership, so that access can't be lost before the transaction ends. Throws a problem when the caller
 * has lost access.
 */
export async function lockCaller(
  tx: Transaction,
  { access, caller }: Asking,
  orgId: string,
  now: Date,
): Promise<Principal> {
  const org = await lockOrg(tx, orgId);
  const findMembership: FindMembership = async (userId) => {
    const role = await lockMembership(tx, orgId, userId);
    return role && { role, org };
  };
  const current = await lockCredential(tx, caller, now);
  const principal = await authorize({ access }, current, orgId, findMembership);
  if (!principal) throw unauthenticated();
  return { ...principal, org };
}

/** Locks the API key or the session of the request. Throws a problem when that credential isn't valid any more. */
export async function lockCredential(
  tx: Transaction,
  caller: Caller | undefined,
  now: Date,
): Promise<Caller | undefined> {
  if (caller?.kind === "key") return { ...caller, scopes: await lockKey(tx, caller, now) };
  if (caller?.sessionId && !(await lockSession(tx, caller.sessionId))) throw unauthenticated();
  return caller;
}

async function lockKey({ db }: Transaction, { orgId, apiKey }: KeyCaller, now: Date): Promise<Scope[]> {
  const isIt = and(eq(apiKeys.orgId, orgId), eq(apiKeys.id, apiKey.id));
  const { revokedAt, expiresAt, scopes } = apiKeys;
  const [row] = await db.select({ revokedAt, expiresAt, scopes }).from(apiKeys).where(isIt).for("share");
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= now)) throw unauthenticated();
  return row.scopes as Scope[];
}

/**
 * Whether the session exists. Only the role `gaffer_auth` sees sessions, so a database function reads it for this role.
 */
async function lockSession({ sql }: Transaction, sessionId: string): Promise<boolean> {
  const { rows } = await sql("select gaffer.lock_session($1) as locked", [sessionId]);
  return rows[0].locked;
}

async function lockMembership({ db }: Transaction, orgId: string, userId: string): Promise<Role | undefined> {
  const isIt = and(eq(memberships.orgId, orgId), eq(memberships.userId, userId));
  const [row] = await db.select({ role: memberships.role }).from(memberships).where(isIt).for("share");
  return row?.role as Role | undefined;
}
