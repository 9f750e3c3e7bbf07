import { scopesOfRole } from "../../http/authorize.ts";
import type { Principal, Role } from "../../http/caller.ts";
import { ProblemError } from "../../http/problem.ts";

/**
 * Nobody gives a role that may do more than they may themselves, nor takes it from anyone. Who owns an organization is for
 * people to say: an API key may do what it is told to, and can be lost.
 */
export function assertMayHandle({ scopes, role }: Principal, handled: Role): void {
  if (role === null && handled === "owner")
    throw new ProblemError("forbidden", "An API key can't grant or remove the role owner. Sign in as an owner.");
  const missing = scopesOfRole(handled).find((scope) => !scopes.includes(scope));
  if (missing === undefined) return;
  throw new ProblemError(
    "forbidden",
    `You can't grant or remove the role ${handled}: it has the scope ${missing}, which you don't have.`,
  );
}
