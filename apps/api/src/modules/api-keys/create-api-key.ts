import type { Transaction } from "../../db/org-scope.ts";
import { apiKeys } from "../../db/schema.ts";
import { forPeople } from "../../http/authorize.ts";
import type { Principal, Scope } from "../../http/caller.ts";
import { invalid, ProblemError } from "../../http/problem.ts";
import { mintApiKey } from "./api-key.ts";
import type { ApiKeyRow } from "./read-api-keys.ts";

type NewKey = Pick<ApiKeyRow, "orgId" | "name" | "createdBy" | "createdAt"> & {
  scopes: Scope[];
  expiresAt?: Date | null;
};

/** Creates a key. The returned `key` can't be read again. */
export async function insertApiKey({ db }: Transaction, key: NewKey): Promise<{ key: string; row: ApiKeyRow }> {
  const minted = mintApiKey();
  const { id, secretHash } = minted;
  const [row] = await db
    .insert(apiKeys)
    .values({ ...key, id, secretHash })
    .returning();
  return { key: minted.key, row: row as ApiKeyRow };
}

/** Throws a problem when the caller can't grant these scopes to a key. */
export function assertGrantable({ scopes: own }: Principal, scopes: readonly Scope[]): void {
  const forbidden = scopes.findIndex((scope) => forPeople.includes(scope));
  if (forbidden !== -1)
    throw invalid("body", `/scopes/${forbidden}`, `can't be ${scopes[forbidden]}: no API key can have this scope`);
  assertHolds(own, scopes, "A key can't have more scopes than its creator");
}

/** Throws a problem when the caller lacks one of these scopes. */
export function assertHolds(own: readonly Scope[], scopes: readonly Scope[], rule: string): void {
  const missing = scopes.filter((scope) => !own.includes(scope));
  if (missing.length > 0) throw new ProblemError("forbidden", `${rule}. You don't have ${missing.join(", ")}.`);
}
