import type { Client } from "openapi-fetch";
import type { paths } from "../generated/openapi.d.ts";
import { dataOf } from "./answer.ts";
import { type CreateOptions, callInit, idempotencyHeader } from "./call-options.ts";
import type { CallOptions, JobOf, Org } from "./models.ts";

/** What an owner can do with an organization as a whole. */
export interface OrgLifecycle {
  /** Asks for a job that writes everything into files. `jobs.wait(job)` resolves with what they are. */
  export(options?: CreateOptions): Promise<JobOf<"org:export">>;

  /**
   * Deletes the organization at `deleteAfter` of the answer; until then it takes no new work and can be restored. `name` is
   * its name, to confirm that it is the one.
   */
  delete(confirmation: { name: string }, options?: CallOptions): Promise<Org>;

  /** Takes the deletion back. */
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
