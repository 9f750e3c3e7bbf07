/** API keys of an organization: what is read of them, and what is done to them. */
import type { ApiKey, CreateApiKey, NewApiKey } from "@gaffer/client";
import { queryOptions } from "@tanstack/react-query";
import { gaffer, queryClient } from "./client.ts";
import { pagedQuery } from "./paged-query.ts";
import { readAll } from "./read-all.ts";

const keysKey = (orgId: string) => ["get", "/v1/orgs/{orgId}/api-keys", { params: { path: { orgId } } }];

export function apiKeysQuery(orgId: string) {
  return pagedQuery({
    queryKey: keysKey(orgId),
    limit: 50,
    read: (page, options) => gaffer.org(orgId).apiKeys.list(page, options),
  });
}

/** All of them, page after page, for where one is chosen or named. */
export function everyApiKeyQuery(orgId: string) {
  return queryOptions({
    queryKey: [...keysKey(orgId), "all"],
    queryFn: ({ signal }) => readAll(gaffer.org(orgId).apiKeys.paginate({ limit: 100 }, { signal })),
    staleTime: 60_000,
  });
}

/** The answer has the key itself, which can't be had again: it goes to whoever asked, and is kept nowhere. */
export async function createApiKey(orgId: string, key: CreateApiKey): Promise<NewApiKey> {
  const created = await gaffer.org(orgId).apiKeys.create(key);
  await queryClient.invalidateQueries({ queryKey: keysKey(orgId) });
  return created;
}

/** Replaces a key by another; the old one works for as long as is said. */
export async function rotateApiKey(orgId: string, key: ApiKey, overlapSeconds: number): Promise<NewApiKey> {
  const created = await gaffer.org(orgId).apiKeys.rotate(key, overlapSeconds);
  await queryClient.invalidateQueries({ queryKey: keysKey(orgId) });
  return created;
}

export async function revokeApiKey(orgId: string, key: ApiKey): Promise<void> {
  await gaffer.org(orgId).apiKeys.revoke(key);
  await queryClient.invalidateQueries({ queryKey: keysKey(orgId) });
}
