import type { Client } from "openapi-fetch";
import type { paths } from "../generated/openapi.d.ts";
import { accepted, dataOf } from "./answer.ts";
import { callInit } from "./call-options.ts";
import type { ApiKey, ApiKeyQuery, CallOptions, CreateApiKey, NewApiKey, Page } from "./models.ts";
import { paginate } from "./paginate.ts";

/** An API key, or its id. */
export type ApiKeyRef = string | { readonly id: string };

/** The API keys of an organization. */
export interface ApiKeysClient {
  /** Lists a page of keys, newest first. */
  list(query?: ApiKeyQuery, options?: CallOptions): Promise<Page<ApiKey>>;

  /** Yields all keys, newest first. Reads page by page. */
  paginate(query?: ApiKeyQuery, options?: CallOptions): AsyncGenerator<ApiKey, void, undefined>;

  get(key: ApiKeyRef, options?: CallOptions): Promise<ApiKey>;

  /** Creates a key. Its `key` can't be read again. The request is never retried. */
  create(key: CreateApiKey, options?: CallOptions): Promise<NewApiKey>;

  /** Creates a key with the same scopes. The old one stays valid for `overlapSeconds`. Default: a day. */
  rotate(key: ApiKeyRef, overlapSeconds?: number, options?: CallOptions): Promise<NewApiKey>;

  /** Revokes a key permanently. */
  revoke(key: ApiKeyRef, options?: CallOptions): Promise<void>;
}

export function createApiKeysClient(http: Client<paths>, orgId: string): ApiKeysClient {
  const ofKey = (key: ApiKeyRef) => ({ path: { orgId, keyId: typeof key === "string" ? key : key.id } });
  const keys: ApiKeysClient = {
    list: (query = {}, options = {}) =>
      dataOf(http.GET("/v1/orgs/{orgId}/api-keys", { params: { path: { orgId }, query }, ...callInit(options) })),
    paginate: (query, options) => paginate((cursor) => keys.list(cursor ? { ...query, cursor } : query, options)),
    get: (key, options = {}) =>
      dataOf(http.GET("/v1/orgs/{orgId}/api-keys/{keyId}", { params: ofKey(key), ...callInit(options) })),
    create: (body, options = {}) =>
      dataOf(http.POST("/v1/orgs/{orgId}/api-keys", { params: { path: { orgId } }, body, ...callInit(options) })),
    rotate: (key, overlapSeconds, options = {}) =>
      dataOf(
        http.POST("/v1/orgs/{orgId}/api-keys/{keyId}/rotate", {
          params: ofKey(key),
          body: overlapSeconds === undefined ? {} : { overlapSeconds },
          ...callInit(options),
        }),
      ),
    revoke: async (key, options = {}) => {
      await accepted(http.DELETE("/v1/orgs/{orgId}/api-keys/{keyId}", { params: ofKey(key), ...callInit(options) }));
    },
  };
  return keys;
}
