import createHttpClient, { type Client, defaultPathSerializer } from "openapi-fetch";
import type { paths } from "../generated/openapi.d.ts";
import { type ApiKeysClient, createApiKeysClient } from "./api-keys.ts";
import { assertOptions } from "./assert-options.ts";
import { type AuditClient, createAuditClient } from "./audit.ts";
import { type AuthClient, createAuthClient } from "./auth.ts";
import { type Call, createCall, inOrg } from "./call.ts";
import { type Clock, systemClock } from "./clock.ts";
import { createFilesClient, type FilesClient } from "./files.ts";
import { createInvitationsClient, type InvitationsClient } from "./invitations.ts";
import { createJobsClient, type JobsClient } from "./jobs.ts";
import { keepSession } from "./keep-session.ts";
import { type LiveOptions, type ReceivedUpdate, readLiveUpdates } from "./live.ts";
import { createMembersClient, type MembersClient } from "./members.ts";
import type { CallOptions, Me, Org, UpdateOrg, Usage } from "./models.ts";
import { createOrgLifecycle, type OrgLifecycle } from "./org-lifecycle.ts";
import { createOrgsClient, type OrgsClient } from "./orgs.ts";
import { withReadTimeout } from "./read-timeout.ts";
import { type RetryOptions, type RetryPolicy, toRetryPolicy } from "./retry.ts";
import { createSchedulesClient, type SchedulesClient } from "./schedules.ts";
import { createSystemClient, type SystemClient } from "./system.ts";
import { createTransport, type Fetch, type GetToken } from "./transport.ts";
import { type FetchWithProgress, withUploadProgress } from "./upload-progress.ts";

export type ClientOptions = {
  /** URL of the server, such as `https://jobs.example.com`, with or without a trailing slash. */
  baseUrl: string;
  /** The function that sends the requests. Default: the global `fetch`. */
  fetch?: Fetch;
  retry?: RetryOptions;
  /**
   * Time limit of a read (GET), including retries, in milliseconds. For a download or a stream: until it starts.
   * Default: no limit.
   */
  readTimeoutMs?: number;
  /** Time source, for tests. Default: the system's clock. */
  clock?: Clock;
} & Credentials;

/**
 * One of three: an API key; a function that returns a token and is called before each request, so cache the token
 * there; or the browser's session cookies. An expired access token in a cookie is refreshed.
 */
export type Credentials =
  | { apiKey: string; getToken?: never; cookies?: never }
  | { apiKey?: never; getToken: GetToken; cookies?: never }
  | { apiKey?: never; getToken?: never; cookies: true };

export interface GafferClient {
  /** The organizations of the signed-in user. */
  readonly orgs: OrgsClient;
  /** Returns a client for one organization. Sends no request. */
  org(orgId: string): OrgClient;
  /** Returns the caller and its permissions. */
  me(options?: CallOptions): Promise<Me>;
  /** Sign-up, sign-in and sessions. */
  readonly auth: AuthClient;
  /** Operations of the installation, for its administrators. */
  readonly system: SystemClient;
  /**
   * The typed HTTP client, for requests that have no method here. It authenticates and retries in the same way, but
   * returns errors instead of throwing them.
   */
  readonly http: Client<paths>;
}

export interface OrgClient extends OrgLifecycle {
  readonly id: string;
  get(options?: CallOptions): Promise<Org>;
  /** Returns the limits of the organization's plan and its usage. */
  usage(options?: CallOptions): Promise<Usage>;
  update(changes: UpdateOrg, options?: CallOptions): Promise<Org>;
  /**
   * Removes the signed-in user from the organization. Not retried after a network error, because it may have succeeded.
   */
  leave(options?: CallOptions): Promise<void>;
  /** Makes another member an owner, and the signed-in owner an admin. Not retried after a network error. */
  transfer(userId: string, options?: CallOptions): Promise<Org>;
  /**
   * Yields changes of jobs and schedules as they happen, and reconnects when necessary. After a `reset`, which is also
   * the first event, read the shown data again: changes may be missing.
   *
   * @throws ProblemError when the caller loses access
   */
  live(options?: LiveOptions): AsyncGenerator<ReceivedUpdate, void, undefined>;
  readonly members: MembersClient;
  readonly invitations: InvitationsClient;
  readonly jobs: JobsClient;
  readonly files: FilesClient;
  readonly schedules: SchedulesClient;
  readonly apiKeys: ApiKeysClient;
  readonly audit: AuditClient;
}

/**
 * Creates a client of the Gaffer API. The client holds no connection and needs no closing.
 *
 * @throws TypeError if an option is missing or invalid
 */
export function createClient(options: ClientOptions): GafferClient {
  assertOptions(options);
  const { apiKey, getToken, cookies, clock = systemClock, readTimeoutMs } = options;
  const baseUrl = options.baseUrl.replace(/\/+$/, "");
  const fetch = options.fetch ?? ((request) => globalThis.fetch(request));
  const retry = toRetryPolicy(options.retry);
  const toTransport = (fetch: Fetch) => {
    const transport = createTransport({
      fetch: cookies ? keepSession(fetch, baseUrl) : fetch,
      getToken: getToken ?? (() => apiKey),
      retry,
      clock,
    });
    return readTimeoutMs === undefined ? transport : withReadTimeout(transport, readTimeoutMs, clock);
  };
  const http = createHttpClient<paths>({
    baseUrl,
    pathSerializer: toPath,
    // A list in a query is one parameter with values that are separated by commas.
    querySerializer: { array: { style: "form", explode: false } },
    ...(cookies && { credentials: "include" }),
    fetch: toTransport(fetch),
  });
  const fetchWithProgress: FetchWithProgress = (totalBytes, onProgress) =>
    toTransport(withUploadProgress(fetch, totalBytes, onProgress));
  const call = createCall(http);
  return {
    http,
    auth: createAuthClient(call),
    system: createSystemClient(call),
    me: (options) => call("getMe", {}, options),
    orgs: createOrgsClient(call),
    org: (orgId) => createOrgClient({ http, call, orgId, clock, retry, baseUrl, fetchWithProgress }),
  };
}

interface OrgContext {
  http: Client<paths>;
  call: Call;
  orgId: string;
  clock: Clock;
  retry: RetryPolicy;
  baseUrl: string;
  fetchWithProgress: FetchWithProgress;
}

function createOrgClient(context: OrgContext): OrgClient {
  const { orgId, clock } = context;
  const call = inOrg(context.call, orgId);
  return {
    id: orgId,
    ...createOrgLifecycle(call),
    get: (options) => call("getOrg", {}, options),
    usage: (options) => call("getUsage", {}, options),
    update: (body, options) => call("updateOrg", { body }, options),
    leave: (options) => call("leaveOrg", {}, options),
    transfer: (userId, options) => call("transferOrg", { body: { userId } }, options),
    live: (options) => readLiveUpdates(context, options),
    members: createMembersClient(call),
    invitations: createInvitationsClient(call),
    jobs: createJobsClient(call, clock),
    files: createFilesClient({ ...context, call }),
    schedules: createSchedulesClient(call),
    apiKeys: createApiKeysClient(call),
    audit: createAuditClient((query, options) => call("listAuditEvents", { query }, options)),
  };
}

/**
 * Fills the parameters into a path. Refuses ids such as "..", which would change the URL's path even if they are
 * escaped.
 */
function toPath(pathname: string, parameters: Record<string, unknown>): string {
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value !== "string" || /^\.{0,2}$/.test(value)) throw new TypeError(`${name} is not an id: ${value}`);
  }
  return defaultPathSerializer(pathname, parameters);
}
