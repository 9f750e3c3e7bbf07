import { scopesOfRole } from "../../http/authorize.ts";
import type { Principal, Role } from "../../http/caller.ts";
import { ProblemError } from "../../http/problem.ts";

/**
 * Throws a problem unless the caller may grant and remove the role: the caller must have every scope of the role. An
 * API key can't grant or remove the role owner, because a key can be lost.
 */
export function assertMayGrant({ scopes, role }: Principal, granted: Role): void {
  if (role === null && granted === "owner")
    throw new ProblemError("forbidden", "An API key can't grant or remove the role owner. Sign in as an owner.");
  const missing = scopesOfRole(granted).find((scope) => !scopes.includes(scope));
  if (missing === undefined) return;
  throw new ProblemError(
    "forbidden",
    `You can't grant or remove the role ${granted}: it has the scope ${missing}, which you don't have.`,
  );
}
