import type { KeyedOptions, OrgCall } from "./call.ts";
import type { CallOptions, JobOf, Org } from "./models.ts";

/** Export, deletion and restore of an organization, for its owners. */
export interface OrgLifecycle {
  /** Creates a job that exports all data to files. `jobs.wait(job)` returns the list of files. */
  export(options?: KeyedOptions): Promise<JobOf<"org:export">>;

  /**
   * Schedules the deletion of the organization at the returned `deleteAfter`. Until then it accepts no new work and can
   * be restored. `name`: the organization's name, as a confirmation.
   */
  delete(confirmation: { name: string }, options?: CallOptions): Promise<Org>;

  /** Cancels the deletion of the organization. */
  restore(options?: KeyedOptions): Promise<Org>;
}

export function createOrgLifecycle(call: OrgCall): OrgLifecycle {
  return {
    export: (options) => call("exportOrg", {}, options),
    delete: (query, options) => call("deleteOrg", { query }, options),
    restore: (options) => call("restoreOrg", {}, options),
  };
}
