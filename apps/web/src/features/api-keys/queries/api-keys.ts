/** Queries and changes of an organization's API keys. */
import type { ApiKey, CreateApiKey, NewApiKey } from "@gaffer/client";
import { gaffer, queryClient } from "../../../api/client.ts";
import { pagedQuery } from "../../../api/paged-query.ts";

const keysKey = (orgId: string) => ["get", "/v1/orgs/{orgId}/api-keys", { params: { path: { orgId } } }];

export function apiKeysQuery(orgId: string) {
  return pagedQuery({
    queryKey: keysKey(orgId),
    limit: 50,
    read: (page, options) => gaffer.org(orgId).apiKeys.list(page, options),
  });
}

/**
 * Creates an API key. Returns the API key with its secret. The API returns the secret only once, and the cache doesn't
 * store it.
 */
export async function createApiKey(orgId: string, key: CreateApiKey): Promise<NewApiKey> {
  const created = await gaffer.org(orgId).apiKeys.create(key);
  await queryClient.invalidateQueries({ queryKey: keysKey(orgId) });
  return created;
}

/** Replaces an API key by a new API key, and returns the new one. The old API key works for `overlapSeconds` more. */
export async function rotateApiKey(orgId: string, key: ApiKey, overlapSeconds: number): Promise<NewApiKey> {
  const created = await gaffer.org(orgId).apiKeys.rotate(key, overlapSeconds);
  await queryClient.invalidateQueries({ queryKey: keysKey(orgId) });
  return created;
}

export async function renameApiKey(orgId: string, key: ApiKey, name: string): Promise<void> {
  await gaffer.org(orgId).apiKeys.rename(key, name);
  await queryClient.invalidateQueries({ queryKey: keysKey(orgId) });
}

export async function revokeApiKey(orgId: string, key: ApiKey): Promise<void> {
  await gaffer.org(orgId).apiKeys.revoke(key);
  await queryClient.invalidateQueries({ queryKey: keysKey(orgId) });
}
