import type { OperationInput, Schemas } from "@gaffer/contracts/server";
import { and, desc, eq, sql } from "../../db/drizzle.ts";
import type { Transaction } from "../../db/org-scope.ts";
import { apiKeys } from "../../db/schema.ts";
import { decodeCursor, encodeCursor, isTimePosition, toPage } from "../../http/cursor.ts";
import { versionOf } from "../../http/preconditions.ts";
import { notFound } from "../../http/problem.ts";

export type ApiKeyRow = typeof apiKeys.$inferSelect;

export const isApiKey = (orgId: string, keyId: string) => and(eq(apiKeys.orgId, orgId), eq(apiKeys.id, keyId));

/** A page of the organization's keys, newest first. */
export async function listApiKeys(
  { db }: Transaction,
  orgId: string,
  { limit, cursor }: OperationInput<"listApiKeys">["query"],
): Promise<Schemas["ApiKeyPage"]> {
  const scope = ["apiKeys", orgId];
  const [at, id] = cursor === undefined ? [] : decodeCursor(scope, cursor, isTimePosition);
  const before =
    at === undefined
      ? undefined
      : sql`(${apiKeys.createdAt}, ${apiKeys.id}) < (${new Date(at).toISOString()}::timestamptz, ${id})`;
  const rows = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.orgId, orgId), before))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
    .limit(limit + 1);
  return toPage(rows, limit, toApiKey, (last) => encodeCursor(scope, [last.createdAt.getTime(), last.id]));
}

/** Throws a not-found problem for an unknown key. */
export async function getApiKey({ db }: Transaction, orgId: string, keyId: string): Promise<ApiKeyRow> {
  const [row] = await db.select().from(apiKeys).where(isApiKey(orgId, keyId));
  if (!row) throw notFound();
  return row;
}

/** The key's version, for `If-Match`. A use of the key doesn't change it. */
export function apiKeyVersion({ name, expiresAt, revokedAt }: ApiKeyRow): string {
  return versionOf({ name, expiresAt, revokedAt });
}

export function toApiKey(row: ApiKeyRow): Schemas["ApiKey"] {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes as Schemas["Scope"][],
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
