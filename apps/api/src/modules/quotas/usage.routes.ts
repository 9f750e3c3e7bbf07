import type pg from "pg";
import { withOrg } from "../../db/org-scope.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import { type InstallationLimits, readUsage } from "./read-usage.ts";

export function createUsageRoutes(pool: pg.Pool, installation: InstallationLimits): ModuleOperations<"getUsage"> {
  return {
    async getUsage({ principal: { orgId } }) {
      return { status: 200, body: await withOrg(pool, orgId, (tx) => readUsage(tx, orgId, installation)) };
    },
  };
}
