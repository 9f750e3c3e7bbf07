import { type SystemJobHandlers, systemJobRegistry } from "../../src/modules/jobs/handlers/registry.ts";
import type { JobHandler, SystemJobTypes } from "../../src/modules/jobs/handlers/types.ts";

type Handlers = { [Type in keyof SystemJobTypes]: JobHandler<Record<never, never>, SystemJobTypes[Type]["output"]> };

const nothing: Handlers = {
  "storage:cleanup": async () => ({ output: { expiredFiles: 0, abandonedFiles: 0, freedBytes: 0 } }),
  "jobs:prune": async () => ({ output: { removed: {} } }),
  "jobs:reconcile": async () => ({ output: {} }),
  "orgs:purge": async () => ({ output: { cancelledJobs: 0, removedRows: 0, removedOrgs: 0 } }),
  "subscriptions:monitor": async () => ({ output: { ended: 0 } }),
};

export interface TestSystemJobs {
  /** The handler of `storage:cleanup`. */
  handler?: Handlers["storage:cleanup"];
  timeoutSeconds?: number;
}

/** System jobs that do nothing, except `storage:cleanup` with the test's handler. */
export function systemHandlers({
  handler = nothing["storage:cleanup"],
  timeoutSeconds = 60,
}: TestSystemJobs = {}): SystemJobHandlers {
  return systemJobRegistry
    .register({ type: "storage:cleanup", handler, timeoutSeconds })
    .register({ type: "jobs:prune", handler: nothing["jobs:prune"] })
    .register({ type: "jobs:reconcile", handler: nothing["jobs:reconcile"] })
    .register({ type: "orgs:purge", handler: nothing["orgs:purge"] })
    .register({ type: "subscriptions:monitor", handler: nothing["subscriptions:monitor"] });
}
