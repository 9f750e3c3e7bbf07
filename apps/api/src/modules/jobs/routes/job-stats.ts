import type { JobType, Schemas } from "@gaffer/contracts/server";
import { and, count, eq, lte, min } from "../../../db/drizzle.ts";
import type { Transaction } from "../../../db/org-scope.ts";
import { jobs } from "../../../db/schema.ts";

type StatusCounts = Schemas["StatusCounts"];

/** Counts the organization's jobs by status. Also returns how long the oldest due job has been pending. */
export async function jobStats(tx: Transaction, orgId: string, now: Date): Promise<Schemas["JobStats"]> {
  const counts = await tx.db
    .select({ type: jobs.type, status: jobs.status, count: count() })
    .from(jobs)
    .where(eq(jobs.orgId, orgId))
    .groupBy(jobs.type, jobs.status);
  const [oldest] = await tx.db
    .select({ runAt: min(jobs.runAt) })
    .from(jobs)
    .where(and(eq(jobs.orgId, orgId), eq(jobs.status, "pending"), lte(jobs.runAt, now)));

  const byStatus = noCounts();
  const byType = new Map<string, StatusCounts>();
  for (const { type, status, count } of counts) {
    const ofType = byType.get(type) ?? noCounts();
    byType.set(type, ofType);
    ofType[status as keyof StatusCounts] += count;
    byStatus[status as keyof StatusCounts] += count;
  }
  return {
    byStatus,
    byType: [...byType].sort().map(([type, ofType]) => ({ type: type as JobType, byStatus: ofType })),
    oldestPendingAgeSeconds: oldest?.runAt ? (now.getTime() - oldest.runAt.getTime()) / 1000 : null,
  };
}

function noCounts(): StatusCounts {
  return { pending: 0, processing: 0, completed: 0, failed: 0, cancelled: 0 };
}
