import { sql } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { apiKeys } from "../../db/schema.ts";
import { forPeople } from "../../http/authorize.ts";
import type { Principal, Scope } from "../../http/caller.ts";
import { assertMatches } from "../../http/preconditions.ts";
import { type FieldError, invalid, notFound, ProblemError } from "../../http/problem.ts";
import { mintApiKey } from "./api-key.ts";
import { type ApiKeyRow, apiKeyVersion, isApiKey } from "./read-api-keys.ts";

type NewKey = Pick<ApiKeyRow, "orgId" | "name" | "createdBy" | "createdAt"> & {
  scopes: Scope[];
  expiresAt?: Date | null;
};

/** Creates an API key. The returned `key` can't be read again. */
export async function insertApiKey({ db }: Transaction, key: NewKey): Promise<{ key: string; row: ApiKeyRow }> {
  const minted = mintApiKey();
  const { id, secretHash } = minted;
  const [row] = await db
    .insert(apiKeys)
    .values({ ...key, id, secretHash })
    .returning();
  return { key: minted.key, row: row as ApiKeyRow };
}

/** Throws a problem for scopes that no API key can have, and for an expiry in the past. */
export function assertValidKey({ scopes, expiresAt }: { scopes: readonly Scope[]; expiresAt: Date | null }, now: Date) {
  const faults = scopes.flatMap((scope, index): FieldError[] => {
    if (!forPeople.includes(scope)) return [];
    const message = `can't be ${scope}: no API key is created with this scope`;
    return [{ in: "body", pointer: `/scopes/${index}`, code: "not_allowed", message }];
  });
  if (expiresAt && expiresAt <= now) {
    faults.push({ in: "body", pointer: "/expiresAt", code: "too_early", message: "must be in the future" });
  }
  if (faults.length > 0) throw invalid(...faults);
}

/** Throws a problem when the caller lacks one of these scopes. */
export function assertHolds(own: readonly Scope[], scopes: readonly Scope[], rule: string): void {
  const missing = scopes.filter((scope) => !own.includes(scope));
  if (missing.length > 0) throw new ProblemError("forbidden", `${rule}. You don't have ${missing.join(", ")}.`);
}

/**
 * Creates an API key with the scopes of the old key. The old key expires in `overlapMs`, or at its own expiry if that
 * is earlier.
 */
export async function rotateApiKey(
  tx: Transaction,
  { orgId, actor, scopes: own }: Principal,
  { keyId, overlapMs, now }: { keyId: string; overlapMs: number; now: Date },
): Promise<{ key: string; row: ApiKeyRow }> {
  // The lock prevents two concurrent rotations of one API key.
  const [old] = await tx.db.select().from(apiKeys).where(isApiKey(orgId, keyId)).for("update");
  if (!old) throw notFound();
  if (old.revokedAt || (old.expiresAt && old.expiresAt <= now)) {
    throw new ProblemError("api-key-inactive", "The API key has expired or was revoked. Create a new one.");
  }
  const { name, expiresAt } = old;
  const scopes = old.scopes as Scope[];
  assertHolds(own, scopes, "To rotate an API key you need all of its scopes");
  const endsAt = new Date(now.getTime() + overlapMs).toISOString();
  await tx.db
    .update(apiKeys)
    .set({ expiresAt: sql`least(${apiKeys.expiresAt}, ${endsAt}::timestamptz)` })
    .where(isApiKey(orgId, keyId));
  return insertApiKey(tx, { orgId, name, scopes, expiresAt, createdBy: actor, createdAt: now });
}

interface KeyChange {
  orgId: string;
  keyId: string;
  ifMatch: string | undefined;
}

/** Locks an API key. Throws a problem if it is unknown or has another version than `If-Match`. */
async function lockApiKey({ db }: Transaction, { orgId, keyId, ifMatch }: KeyChange): Promise<ApiKeyRow> {
  const [row] = await db.select().from(apiKeys).where(isApiKey(orgId, keyId)).for("update");
  if (!row) throw notFound();
  assertMatches(ifMatch, apiKeyVersion(row));
  return row;
}

/** Renames an API key. Expired and revoked keys can be renamed too, because lists show them. */
export async function renameApiKey(tx: Transaction, change: KeyChange, name: string | undefined): Promise<ApiKeyRow> {
  const row = await lockApiKey(tx, change);
  if (name === undefined) return row;
  await tx.db.update(apiKeys).set({ name }).where(isApiKey(change.orgId, change.keyId));
  return { ...row, name };
}

/** Revokes an API key permanently. Keeps the row, because jobs and the audit log refer to it. */
export async function revokeApiKey(tx: Transaction, change: KeyChange, now: Date): Promise<void> {
  const { revokedAt } = await lockApiKey(tx, change);
  await tx.db
    .update(apiKeys)
    .set({ revokedAt: revokedAt ?? now })
    .where(isApiKey(change.orgId, change.keyId));
}
