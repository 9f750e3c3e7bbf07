import { type Call, idOf } from "./call.ts";
import type { CallOptions, Page, SystemOrg, SystemOrgQuery, UpdateSystemOrg } from "./models.ts";
import { paginated } from "./paginate.ts";

/** An organization, or its id. */
export type SystemOrgRef = string | { readonly id: string };

/** All organizations of the installation. */
export interface SystemOrgsClient {
  /** Lists a page of organizations, newest first. */
  list(query?: SystemOrgQuery, options?: CallOptions): Promise<Page<SystemOrg>>;

  /** Yields all matching organizations, newest first. Reads page by page. */
  paginate(query?: SystemOrgQuery, options?: CallOptions): AsyncGenerator<SystemOrg, void, undefined>;

  get(org: SystemOrgRef, options?: CallOptions): Promise<SystemOrg>;

  /**
   * Changes the plan of an organization, or the end of its plan. Not retried after a network error, because it may have
   * succeeded.
   */
  update(org: SystemOrgRef, changes: UpdateSystemOrg, options?: CallOptions): Promise<SystemOrg>;

  /** Suspends an organization: it can be read, and not changed, and its jobs and schedules don't start. Idempotent. */
  suspend(org: SystemOrgRef, reason: string, options?: CallOptions): Promise<SystemOrg>;

  /** Ends a suspension. Idempotent. */
  unsuspend(org: SystemOrgRef, options?: CallOptions): Promise<SystemOrg>;

  /** Cancels the deletion of an organization, also after its grace period. What was removed by then is lost. Idempotent. */
  restore(org: SystemOrgRef, options?: CallOptions): Promise<SystemOrg>;

  /** Gives an API key of the organization the scope `system:admin`. Idempotent. */
  grantKeyAdministrator(org: SystemOrgRef, keyId: string, options?: CallOptions): Promise<void>;

  /** Takes the scope `system:admin` from an API key of the organization. Idempotent. */
  revokeKeyAdministrator(org: SystemOrgRef, keyId: string, options?: CallOptions): Promise<void>;
}

export function createSystemOrgsClient(call: Call): SystemOrgsClient {
  const ofOrg = (org: SystemOrgRef) => ({ path: { id: idOf(org) } });
  const list: SystemOrgsClient["list"] = (query, options) => call("listSystemOrgs", { query }, options);
  return {
    list,
    paginate: paginated(list),
    get: (org, options) => call("getSystemOrg", ofOrg(org), options),
    update: (org, body, options) => call("updateSystemOrg", { ...ofOrg(org), body }, options),
    suspend: (org, reason, options) => call("suspendOrg", { ...ofOrg(org), body: { reason } }, options),
    unsuspend: (org, options) => call("unsuspendOrg", ofOrg(org), options),
    restore: (org, options) => call("restoreSystemOrg", ofOrg(org), options),
    grantKeyAdministrator: (org, keyId, options) =>
      call("grantKeyAdministrator", { path: { id: idOf(org), keyId } }, options),
    revokeKeyAdministrator: (org, keyId, options) =>
      call("revokeKeyAdministrator", { path: { id: idOf(org), keyId } }, options),
  };
}
