import { idOf, type OrgCall } from "./call.ts";
import type { ApiKey, ApiKeyQuery, CallOptions, CreateApiKey, NewApiKey, Page } from "./models.ts";
import { paginated } from "./paginate.ts";

/** An API key, or its id. */
export type ApiKeyRef = string | { readonly id: string };

/** The API keys of an organization. */
export interface ApiKeysClient {
  /** Lists a page of keys, newest first. */
  list(query?: ApiKeyQuery, options?: CallOptions): Promise<Page<ApiKey>>;

  /** Yields all keys, newest first. Reads page by page. */
  paginate(query?: ApiKeyQuery, options?: CallOptions): AsyncGenerator<ApiKey, void, undefined>;

  get(key: ApiKeyRef, options?: CallOptions): Promise<ApiKey>;

  /** Creates a key. The returned `key` can't be read again. The request is never retried. */
  create(key: CreateApiKey, options?: CallOptions): Promise<NewApiKey>;

  /** Creates a key with the same scopes. The old key stays valid for `overlapSeconds`. Default: a day. */
  rotate(key: ApiKeyRef, overlapSeconds?: number, options?: CallOptions): Promise<NewApiKey>;

  /** Renames a key. Not retried after a network error, because it may have succeeded. */
  rename(key: ApiKeyRef, name: string, options?: CallOptions): Promise<ApiKey>;

  /** Revokes a key permanently. */
  revoke(key: ApiKeyRef, options?: CallOptions): Promise<void>;
}

export function createApiKeysClient(call: OrgCall): ApiKeysClient {
  const ofKey = (key: ApiKeyRef) => ({ path: { keyId: idOf(key) } });
  const list: ApiKeysClient["list"] = (query, options) => call("listApiKeys", { query }, options);
  return {
    list,
    paginate: paginated(list),
    get: (key, options) => call("getApiKey", ofKey(key), options),
    create: (body, options) => call("createApiKey", { body }, options),
    rotate: (key, overlapSeconds, options) =>
      call("rotateApiKey", { ...ofKey(key), body: overlapSeconds === undefined ? {} : { overlapSeconds } }, options),
    rename: (key, name, options) => call("updateApiKey", { ...ofKey(key), body: { name } }, options),
    revoke: (key, options) => call("revokeApiKey", ofKey(key), options),
  };
}
