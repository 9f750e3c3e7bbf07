import createHttpClient, { type Client, defaultPathSerializer } from "openapi-fetch";
import type { paths } from "../generated/openapi.d.ts";
import { dataOf } from "./answer.ts";
import { type ApiKeysClient, createApiKeysClient } from "./api-keys.ts";
import { type AuditClient, createAuditClient } from "./audit.ts";
import { type Clock, systemClock } from "./clock.ts";
import { createFilesClient, type FilesClient } from "./files.ts";
import { createJobsClient, type JobsClient } from "./jobs.ts";
import type { CallOptions, Me, Org } from "./models.ts";
import { createOrgLifecycle, type OrgLifecycle } from "./org-lifecycle.ts";
import { type RetryOptions, toRetryPolicy } from "./retry.ts";
import { createSchedulesClient, type SchedulesClient } from "./schedules.ts";
import { createSystemClient, type SystemClient } from "./system.ts";
import { createTransport, type Fetch } from "./transport.ts";

export type ClientOptions = {
  /** Where the server is, such as `https://jobs.example.com`; with or without a slash at its end. */
  baseUrl: string;
  /** What sends the requests. Default: the global `fetch`. */
  fetch?: Fetch;
  retry?: RetryOptions;
  /** How to tell the time and wait, for tests. Default: the system's. */
  clock?: Clock;
} & Credentials;

/** Either an API key, or what gets one: it is called before each request, so keep the token there while it is valid. */
export type Credentials =
  | { apiKey: string; getToken?: never }
  | { apiKey?: never; getToken: () => string | Promise<string> };

export interface GafferClient {
  /** Everything of one organization. Makes no request. */
  org(orgId: string): OrgClient;
  /** Who is asking, and what they may do. */
  me(options?: CallOptions): Promise<Me>;
  /** The installation itself, for whoever runs it. */
  readonly system: SystemClient;
  /** The typed HTTP client beneath, for anything else: same authentication and retries, but errors are returned, not thrown. */
  readonly http: Client<paths>;
}

export interface OrgClient extends OrgLifecycle {
  readonly id: string;
  get(options?: CallOptions): Promise<Org>;
  readonly jobs: JobsClient;
  readonly files: FilesClient;
  readonly schedules: SchedulesClient;
  readonly apiKeys: ApiKeysClient;
  readonly audit: AuditClient;
}

/** Makes a client of the Gaffer API. It holds no connection and needs no closing. */
export function createClient(options: ClientOptions): GafferClient {
  const { baseUrl, apiKey, getToken, clock = systemClock } = options;
  const http = createHttpClient<paths>({
    baseUrl: baseUrl.replace(/\/+$/, ""),
    pathSerializer: toPath,
    fetch: createTransport({
      fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
      getToken: getToken ?? (() => apiKey),
      retry: toRetryPolicy(options.retry),
      clock,
    }),
  });
  return {
    http,
    system: createSystemClient(http),
    me: ({ signal } = {}) => dataOf(http.GET("/v1/me", { signal: signal ?? null })),
    org: (orgId) => ({
      id: orgId,
      ...createOrgLifecycle(http, orgId),
      get: ({ signal } = {}) =>
        dataOf(http.GET("/v1/orgs/{orgId}", { params: { path: { orgId } }, signal: signal ?? null })),
      jobs: createJobsClient(http, orgId, clock),
      files: createFilesClient(http, orgId, baseUrl.replace(/\/+$/, "")),
      schedules: createSchedulesClient(http, orgId),
      apiKeys: createApiKeysClient(http, orgId),
      audit: createAuditClient(http, orgId),
    }),
  };
}

/** An id such as ".." would make the URL that of another resource, whatever it is escaped to. */
function toPath(pathname: string, parameters: Record<string, unknown>): string {
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value !== "string" || /^\.{0,2}$/.test(value)) throw new TypeError(`${name} is not an id: ${value}`);
  }
  return defaultPathSerializer(pathname, parameters);
}
