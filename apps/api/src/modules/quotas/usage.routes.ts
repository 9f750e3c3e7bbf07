import type { Schemas } from "@gaffer/contracts/server";
import { type Transaction, withOrg } from "../../db/org-scope.ts";
import type { ModuleOperations } from "../../http/mount.ts";
import type { Services } from "../../server/services.ts";
import { mostAdmitted } from "../jobs/index.ts";
import { readPlan } from "./read-plan.ts";

export function createUsageRoutes({
  apiPool,
  config,
}: Pick<Services, "apiPool" | "config">): ModuleOperations<"getUsage"> {
  const installation = { runningJobs: config.orgConcurrency, fileBytes: config.maxFileBytes };
  return {
    async getUsage({ principal: { orgId } }) {
      return { status: 200, body: await withOrg(apiPool, orgId, (tx) => readUsage(tx, orgId, installation)) };
    },
  };
}

/** Limits of the installation. They apply to every plan. */
interface InstallationLimits {
  runningJobs: number;
  fileBytes: number;
}

/** Returns an organization's limits and usage. */
async function readUsage(tx: Transaction, orgId: string, installation: InstallationLimits): Promise<Schemas["Usage"]> {
  const [{ plan, planEndsAt }, { rows }] = await Promise.all([readPlan(tx, orgId), tx.sql(usedQuery, [orgId])]);
  const { openJobs, runningJobs, schedules, storedBytes } = rows[0] as Record<string, number>;
  const use = (limit: number | null, used = 0) => ({ limit, used });
  const { completedDays, failedDays, cancelledDays, auditDays } = plan;
  return {
    plan: plan.name,
    planEndsAt: planEndsAt?.toISOString() ?? null,
    openJobs: use(plan.openJobs, openJobs),
    runningJobs: use(mostAdmitted(plan, installation.runningJobs), runningJobs),
    schedules: use(plan.schedules, schedules),
    storedBytes: use(plan.storedBytes, storedBytes),
    maxFileBytes: Math.min(plan.fileBytes ?? installation.fileBytes, installation.fileBytes),
    requestsPerMinute: plan.requestsPerMinute,
    share: plan.share,
    retention: { completedDays, failedDays, cancelledDays, auditDays },
  };
}

const usedQuery = `
  select coalesce((select open from org_loads where org_id = $1), 0)::float8 as "openJobs",
         (select count(*) from open_jobs where org_id = $1 and worker_id is not null)::float8 as "runningJobs",
         (select count(*) from scheduled_jobs where org_id = $1)::float8 as schedules,
         coalesce((select bytes from org_storage where org_id = $1), 0)::float8 as "storedBytes"`;
