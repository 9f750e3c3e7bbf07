import { unauthenticated } from "./authenticate.ts";
import type { Caller, KeyCaller, OrgState, PersonCaller, Principal, Role, Scope } from "./caller.ts";
import type { Access, Operation } from "./operation.ts";
import { notFound, ProblemError } from "./problem.ts";
import { openapi } from "./schemas.ts";

/**
 * Finds a user's membership in an organization. undefined: the user is no member, or the organization doesn't exist.
 */
export type FindMembership = (userId: string, orgId: string) => Promise<{ role: Role; org: OrgState } | undefined>;

const scopeRules = openapi.components.schemas.Scope;

/** Access that an organization loses when it is scheduled for deletion. */
const stoppedByDeletion = scopeRules["x-stopped-by-deletion"] as readonly Access[];

/** Access that a suspended organization loses. */
const stoppedBySuspension = scopeRules["x-stopped-by-suspension"] as readonly Access[];

/**
 * Scopes that no API key is created with, because a key can leak. Only users have them, and the API key of the
 * demo organization.
 */
export const forPeople = scopeRules["x-for-people"] as readonly Scope[];

/** Roles from the lowest to the highest. Each role has its own scopes and the scopes of all lower roles. */
const { enum: roles, "x-scopes": scopesOf } = openapi.components.schemas.Role as unknown as {
  enum: readonly Role[];
  "x-scopes": Record<Role, readonly Scope[]>;
};

/** All scopes of a member with this role. */
export function scopesOfRole(role: Role): Scope[] {
  return roles.slice(0, roles.indexOf(role) + 1).flatMap((name) => scopesOf[name]);
}

/**
 * Decides whether the caller may call an operation, based on the contract's `x-access`. All such decisions are made
 * here. Throws a problem.
 */
export async function authorize(
  { access }: Pick<Operation, "access">,
  caller: Caller | undefined,
  orgId: string | undefined,
  findMembership: FindMembership,
): Promise<Principal | undefined> {
  if (access === "anyone") return undefined;
  if (!caller) throw unauthenticated();
  const principal = orgId === undefined ? undefined : await enterOrg(caller, orgId.toLowerCase(), findMembership);
  if (access === "authenticated") return principal;
  if (access === "person") {
    if (caller.kind === "person") return principal;
    throw new ProblemError("forbidden", "This operation needs a signed-in user; an API key can't call it.");
  }
  const scopes = principal?.scopes ?? scopesWithoutOrg(caller);
  if (!scopes.includes(access)) throw forbidden(caller, access);
  if (principal) assertNotStopped(principal.org, access);
  return principal;
}

/** Throws a problem if the organization's state doesn't allow this access. */
export function assertNotStopped({ deleteAfter, suspendedAt, suspendReason }: OrgState, access: Access): void {
  if (suspendedAt && stoppedBySuspension.includes(access)) throw orgSuspended(suspendedAt, suspendReason);
  if (deleteAfter && stoppedByDeletion.includes(access)) throw deletionScheduled(deleteAfter);
}

async function enterOrg(caller: Caller, orgId: string, findMembership: FindMembership): Promise<Principal> {
  const entered = caller.kind === "key" ? keyInOrg(caller, orgId) : await personInOrg(caller, orgId, findMembership);
  // The response is the same for a foreign organization and for one that doesn't exist.
  if (!entered) throw notFound();
  return entered;
}

function keyInOrg({ actor, orgId, scopes, org }: KeyCaller, askedFor: string): Principal | undefined {
  return askedFor === orgId ? { actor, orgId, scopes, role: null, org } : undefined;
}

async function personInOrg({ actor, userId }: PersonCaller, orgId: string, findMembership: FindMembership) {
  const membership = await findMembership(userId, orgId);
  return membership && { actor, orgId, scopes: scopesOfRole(membership.role), ...membership };
}

/** Whether the caller administers the installation, regardless of its organizations. */
export function mayAdminister(caller: Caller | undefined): boolean {
  return caller !== undefined && scopesWithoutOrg(caller).includes("system:admin");
}

function scopesWithoutOrg(caller: Caller): readonly Scope[] {
  if (caller.kind === "key") return caller.scopes;
  return caller.administrator ? ["system:admin"] : [];
}

function forbidden({ kind }: Caller, scope: Scope): ProblemError {
  const able = roles.filter((role) => scopesOfRole(role).includes(scope));
  const who = able.length > 0 ? `the role ${able.join(" or ")}` : "an administrator of the installation";
  if (kind === "person") return new ProblemError("forbidden", `This operation needs ${who}.`);
  const detail = forPeople.includes(scope)
    ? `This operation needs ${who}. No API key is created with the scope ${scope}.`
    : `This operation needs an API key with the scope ${scope}.`;
  return new ProblemError("forbidden", detail);
}

/** The problem of an organization that accepts no new work, because it is scheduled for deletion. */
export function deletionScheduled(deleteAfter: Date): ProblemError {
  const detail = `The organization is scheduled for deletion at ${deleteAfter.toISOString()} and accepts no new work. Its owner can restore it until then.`;
  return new ProblemError("org-deletion-scheduled", detail);
}

/** The problem of a suspended organization. */
function orgSuspended(suspendedAt: Date, reason: string | null): ProblemError {
  const detail = `The organization has been suspended since ${suspendedAt.toISOString()} and can only be read. Reason: ${reason} Ask the operator of the installation to end the suspension.`;
  return new ProblemError("org-suspended", detail);
}
