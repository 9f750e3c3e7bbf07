import type { SystemSchedules } from "./modules/system/system-schedules.ts";

/** What the product itself runs on a schedule. */
export async function scheduleBuiltIns(jobQueue: SystemSchedules): Promise<void> {
  await jobQueue.schedule("storage:cleanup", "0 * * * *", {
    name: "Clean up files",
    description: "Removes expired files, unfinished uploads and contents without a row.",
  });
  await jobQueue.schedule("jobs:prune", "20 * * * *", {
    name: "Prune jobs",
    description:
      "Removes ended jobs and audit events that their plan keeps no longer, expired idempotency keys and old runs.",
  });
  await jobQueue.schedule("jobs:reconcile", "* * * * *", {
    name: "Reconcile jobs",
    description: "Compares the rows of jobs with their messages and counts, and settles what disagrees.",
    atStart: true,
  });
  await jobQueue.schedule("orgs:purge", "*/5 * * * *", {
    name: "Purge organizations",
    description: "Cancels the jobs of organizations that are to be deleted, and removes those whose time is over.",
  });
  await jobQueue.schedule("subscriptions:monitor", "*/5 * * * *", {
    name: "Monitor subscriptions",
    description: "Puts organizations whose plan has ended on the free plan.",
  });
}
