import type { Client } from "openapi-fetch";
import type { paths } from "../generated/openapi.d.ts";
import { accepted, dataOf } from "./answer.ts";
import { callInit } from "./call-options.ts";
import type { ApiKey, ApiKeyQuery, CallOptions, CreateApiKey, NewApiKey, Page } from "./models.ts";
import { paginate } from "./paginate.ts";

/** An API key, or its id. */
export type ApiKeyRef = string | { readonly id: string };

/** The API keys of one organization. */
export interface ApiKeysClient {
  /** One page of keys, newest first. */
  list(query?: ApiKeyQuery, options?: CallOptions): Promise<Page<ApiKey>>;

  /** All keys, newest first, read page by page. */
  paginate(query?: ApiKeyQuery, options?: CallOptions): AsyncGenerator<ApiKey, void, undefined>;

  get(key: ApiKeyRef, options?: CallOptions): Promise<ApiKey>;

  /** Creates a key. The answer's `key` can't be had again. It is never sent again by itself. */
  create(key: CreateApiKey, options?: CallOptions): Promise<NewApiKey>;

  /** Replaces a key by another that may do the same. The old one works for the overlap, a day by default. */
  rotate(key: ApiKeyRef, overlapSeconds?: number, options?: CallOptions): Promise<NewApiKey>;

  /** Ends a key for good. */
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
