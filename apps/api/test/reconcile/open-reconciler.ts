import { createPool } from "../../src/db/pools.ts";
import { createAdmission } from "../../src/modules/jobs/admission/admission.ts";
import { createPrivateFields } from "../../src/modules/jobs/private-fields/private-fields.ts";
import { createJobQueue } from "../../src/modules/jobs/queue/job-queue.ts";
import { createReconciler, type Reconciler } from "../../src/modules/jobs/reconcile/reconciler.ts";
import { restorableMs } from "../../src/modules/jobs/states.ts";
import { createMetrics } from "../../src/server/metrics.ts";
import type { TestDatabase } from "../harness/database.ts";
import { createLogProbe, type LogProbe } from "../harness/log-probe.ts";
import { startTestGaffer } from "../harness/test-gaffer.ts";

export interface OpenReconciler extends Reconciler {
  log: LogProbe;
  stop(): Promise<void>;
}

/**
 * The default clock is ahead by the time in which a cancelled job can be restored, so that messages of cancelled jobs
 * are stale at once.
 */
const afterRestore = () => new Date(Date.now() + restorableMs + 1_000);

/** A reconciler like the scheduler's, whose passes the test starts. */
export async function openReconciler(
  database: TestDatabase,
  orgLimit: number,
  now: () => Date = afterRestore,
): Promise<OpenReconciler> {
  const log = createLogProbe();
  const pool = createPool(database.url, "gaffer_worker", { max: 3 });
  const queue = createJobQueue({
    pool,
    maintain: false,
    schedule: false,
    onError: ({ message, cause }) => log.log.error({ err: cause }, message),
  });
  await queue.start();
  const admission = createAdmission({ queue, privateFields: createPrivateFields([]), orgLimit, now });
  const reconciler = createReconciler({
    workerPool: pool,
    queue,
    admission,
    log: log.log,
    metrics: createMetrics(),
    now,
  });
  return {
    ...reconciler,
    log,
    async stop() {
      await queue.stop();
      await pool.end();
    },
  };
}

/** An API, and a reconciler on its database. */
export async function openWithApi(orgConcurrency: number) {
  const gaffer = await startTestGaffer({ role: "api", config: { orgConcurrency } });
  const reconciler = await openReconciler(gaffer.database, orgConcurrency);
  return {
    gaffer,
    reconciler,
    async stop() {
      await reconciler.stop();
      await gaffer.stop();
    },
  };
}

/**
 * Counts of an organization's rows and messages. They agree when `counted`, `admitted` and `queued` are equal. A parked
 * job with a permit counts as an admitted job with a message.
 */
export async function standing({ admin }: TestDatabase, orgId: string) {
  const { rows } = await admin.query(
    `select (select coalesce(sum(admitted), 0)::int from org_loads where org_id = $1) as counted,
            (select count(*)::int from current_jobs where org_id = $1 and admission = 'admitted') + permitted as admitted,
            (select count(*)::int from current_jobs where org_id = $1 and admission = 'parked') - permitted as waiting,
            (select count(*)::int from current_jobs where org_id = $1 and admission = 'delayed') as delayed,
            (select count(*)::int from gaffer_queue.job m join current_jobs on current_jobs.message_id = m.id
              where current_jobs.org_id = $1 and state < 'completed' and not data ? 'delayed')
              + (select coalesce(sum((data ->> 'places')::int), 0)::int from gaffer_queue.job m join permits on permits.id = m.id
                  where permits.org_id = $1 and state < 'completed') as "queued",
            (select coalesce(sum(coalesce((data ->> 'places')::int, 1)), 0)::int
               from gaffer_queue.job m where data ->> 'orgId' = $1::text and state < 'completed') as messages
       from (select coalesce(sum(places), 0)::int as permitted from permits where org_id = $1) as permit`,
    [orgId],
  );
  return rows[0] as Record<"counted" | "admitted" | "waiting" | "delayed" | "queued" | "messages", number>;
}
