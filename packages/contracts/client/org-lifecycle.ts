import type { Client } from "openapi-fetch";
import type { paths } from "../generated/openapi.d.ts";
import { dataOf } from "./answer.ts";
import { type CreateOptions, callInit, idempotencyHeader } from "./call-options.ts";
import type { CallOptions, JobOf, Org } from "./models.ts";

/** Export, deletion and restore of an organization, for its owners. */
export interface OrgLifecycle {
  /** Creates a job that exports all data to files. `jobs.wait(job)` returns the list of files. */
  export(options?: CreateOptions): Promise<JobOf<"org:export">>;

  /**
   * Deletes the organization at the returned `deleteAfter`. Until then it accepts no new work and can be restored.
   * `name`: the organization's name, as a confirmation.
   */
  delete(confirmation: { name: string }, options?: CallOptions): Promise<Org>;

  /** Cancels the deletion. */
  restore(options?: CallOptions): Promise<Org>;
}

export function createOrgLifecycle(http: Client<paths>, orgId: string): OrgLifecycle {
  const path = { orgId };
  return {
    export: (options = {}) =>
      dataOf(
        http.POST("/v1/orgs/{orgId}/export", {
          params: { path, header: idempotencyHeader(options) },
          ...callInit(options),
        }),
      ),
    delete: ({ name }, options = {}) =>
      dataOf(http.DELETE("/v1/orgs/{orgId}", { params: { path, query: { name } }, ...callInit(options) })),
    restore: (options = {}) =>
      dataOf(http.POST("/v1/orgs/{orgId}/restore", { params: { path }, ...callInit(options) })),
  };
}
