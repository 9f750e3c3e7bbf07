/** Wires the modules: which handler runs which system job, and the schedules of system jobs. Opens no port. */
import type pg from "pg";
import { createApi } from "./api.ts";
import type { AppOptions } from "./app-options.ts";
import { assertTenantRole } from "./db/assert-tenant-role.ts";
import { migrate } from "./db/migrate.ts";
import { inTransaction, withAllOrgs } from "./db/org-scope.ts";
import { defaultLimits, migrationLimits, openPools } from "./db/pools.ts";
import { createJobHandlers, jobHandlerLoader } from "./job-handlers.ts";
import { pruneAuditEvents } from "./modules/audit/prune-audit-events.ts";
import { createLogMail } from "./modules/auth/mails.ts";
import { pruneSessions } from "./modules/auth/sessions.ts";
import { createSmtpMail } from "./modules/auth/smtp-mail.ts";
import { cleanupFiles } from "./modules/files/cleanup-files.ts";
import { createFilesService } from "./modules/files/files.service.ts";
import { openStorage } from "./modules/files/storage/open-storage.ts";
import { createAdmission } from "./modules/jobs/admission/admission.ts";
import { createPruneHandler } from "./modules/jobs/handlers/jobs-prune.handler.ts";
import { createReconcileHandler } from "./modules/jobs/handlers/jobs-reconcile.handler.ts";
import { createPurgeHandler } from "./modules/jobs/handlers/orgs-purge.handler.ts";
import { systemJobRegistry } from "./modules/jobs/handlers/registry.ts";
import { createCleanupHandler } from "./modules/jobs/handlers/storage-cleanup.handler.ts";
import { createMonitorHandler } from "./modules/jobs/handlers/subscriptions-monitor.handler.ts";
import { assertEachTypeHasHandler } from "./modules/jobs/job-types.ts";
import { createJobQueue, installQueue } from "./modules/jobs/queue/job-queue.ts";
import { createReconciler } from "./modules/jobs/reconcile/reconciler.ts";
import { defaultTiming } from "./modules/jobs/worker/job-runner.ts";
import type { HandBackReason } from "./modules/jobs/worker/run-job.ts";
import { pruneChanges } from "./modules/live-updates/change-feed.ts";
import { defaultLiveTiming } from "./modules/live-updates/live-hub.ts";
import { purgeOrgs } from "./modules/org-lifecycle/purge-orgs.ts";
import { pruneInvitations } from "./modules/orgs/prune-invitations.ts";
import { pruneRates } from "./modules/quotas/request-rates.ts";
import { endSubscriptions } from "./modules/system/end-subscriptions.ts";
import { pruneJobs, pruneKeys, pruneRuns } from "./modules/system/prune-jobs.ts";
import type { SystemSchedules } from "./modules/system/system-schedules.ts";
import { createBackground } from "./server/background.ts";
import { createMetrics } from "./server/metrics.ts";
import { createThrottledLog } from "./throttled-log.ts";

export type App = Awaited<ReturnType<typeof createApp>>;

export async function createApp(options: AppOptions) {
  const { config, databaseUrl, log, now = () => new Date() } = options;
  const timing = { ...defaultTiming, keepSchedulesMs: 60_000, ...options.timing };
  const limits = { ...defaultLimits, answerMs: 30_000, probeMs: 10_000, keysMs: 30_000, ...options.limits };
  const onError = createThrottledLog(log);
  const metrics = createMetrics();
  const poolOptions = { max: config.databasePoolSize, limits, onFailure: metrics.databaseFailed };
  const pools = openPools(databaseUrl, poolOptions, onError);
  const { api: apiPool, worker: workerPool } = pools;

  const storage = await openStorage(config, options.s3Limits);
  const workerFiles = createFilesService({
    storage,
    maxBytes: config.maxFileBytes,
    now,
    transact: (_orgId, work) => withAllOrgs(workerPool, work),
  });

  const handlers = options.handlers ?? createJobHandlers({ config, pool: workerPool, now });
  assertEachTypeHasHandler(handlers.types);
  const handlerLoader = options.handlers ? options.handlerLoader : jobHandlerLoader({ config, databaseUrl, limits });

  const apiQueue = createJobQueue({ pool: apiPool, maintain: false, schedule: false, onError });
  const apiAdmission = createAdmission({ queue: apiQueue, orgLimit: config.orgConcurrency });
  const { runOnce: reconcile } = createReconciler({
    pool: workerPool,
    queue: apiQueue,
    admission: apiAdmission,
    orgLimit: config.orgConcurrency,
    log,
    now,
    onPass: metrics.reconciled,
  });
  const { cleanupDryRun: dryRun } = config;
  const systemHandlers =
    options.systemHandlers ??
    systemJobRegistry
      .register({
        type: "storage:cleanup",
        handler: createCleanupHandler(
          (signal) =>
            cleanupFiles({ storage, dryRun, transact: (work) => withAllOrgs(workerPool, work), now: now(), signal }),
          dryRun ? "Would remove" : "Removed",
        ),
      })
      .register({
        type: "jobs:prune",
        handler: createPruneHandler([
          { what: "jobs", prune: (signal) => pruneJobs(workerPool, now(), signal) },
          { what: "idempotency keys", prune: (signal) => pruneKeys(workerPool, now(), signal) },
          { what: "audit events", prune: (signal) => pruneAuditEvents(workerPool, now(), signal) },
          {
            what: "sessions and links",
            prune: () => pruneSessions((work) => inTransaction(pools.auth, "", work), now()),
          },
          { what: "lapsed invitations", prune: () => pruneInvitations(workerPool, now()) },
          { what: "recorded changes", prune: () => pruneChanges(workerPool) },
          { what: "request rates", prune: () => pruneRates(workerPool, now()) },
          { what: "runs of system jobs", prune: () => pruneRuns(workerPool) },
        ]),
      })
      .register({ type: "jobs:reconcile", handler: createReconcileHandler(reconcile) })
      .register({
        type: "orgs:purge",
        handler: createPurgeHandler((pass) =>
          purgeOrgs({ pool: workerPool, storage, queue: apiQueue }, { ...pass, now: now() }),
        ),
        timeoutSeconds: 3600,
      })
      .register({
        type: "subscriptions:monitor",
        handler: createMonitorHandler(() => endSubscriptions(workerPool, now())),
      });

  metrics.addTypes(handlers.types, systemHandlers.types);

  const administrators = new Set<string>();
  let stopping = false;
  const { http, health, liveUpdates, answered, jobsService, filesService } = createApi({
    config,
    limits,
    timing,
    liveTiming: { ...defaultLiveTiming, ...options.liveTiming },
    pools,
    storage,
    queue: apiQueue,
    admission: apiAdmission,
    handlers,
    systemHandlers,
    metrics,
    administrators,
    passwordCost: options.passwordCost,
    sendMail: options.sendMail ?? (config.smtp ? createSmtpMail(config.smtp) : createLogMail(log)),
    isReady: () => !stopping,
    log,
    onError,
    now,
  });

  const background = createBackground({
    config,
    databaseUrl,
    pool: workerPool,
    files: workerFiles,
    handlers,
    handlerLoader,
    systemHandlers,
    async defineSchedules(jobQueue) {
      await scheduleSystemJobs(jobQueue);
      await options.defineSchedules?.(jobQueue);
    },
    metrics,
    limits,
    timing,
    scheduleSeconds: options.scheduleSeconds,
    log,
    onError,
    now,
  });

  /** Ends the live-update streams. Their clients reconnect to another process. */
  function refuseNewWork(): void {
    stopping = true;
    liveUpdates.stop();
  }

  async function drain(reason?: HandBackReason): Promise<void> {
    refuseNewWork();
    await background.drain(reason);
  }

  return {
    http,
    /** Health routes for a separate listener, in a process without the API. */
    health,
    apiPool,
    /** Creates jobs from application code. */
    jobsService,
    /** Reads and writes files from application code. */
    filesService,
    /** Resolves when the work after responses has ended. */
    answered,
    authPool: pools.auth,
    /** Makes a user an administrator until this process ends. */
    grantAdministrator: (userId: string) => void administrators.add(userId),
    async start() {
      const system = systemHandlers.types.map((type) => ({
        type,
        timeoutSeconds: systemHandlers.get(type).timeoutSeconds,
      }));
      const install = (pool: pg.Pool) => installQueue(pool, { user: handlers.types, system });
      await migrate(databaseUrl, install, { limits: { ...migrationLimits, ...options.limits }, log });
      await assertTenantRole(apiPool);
      await apiQueue.start();
      await background.start();
    },
    /** Makes `/readyz` fail and ends the streams. */
    refuseNewWork,
    /** Claims no more jobs, lets running ones finish for the grace period, and hands back the rest with this reason. */
    drain,
    /** Ends the grace period of running jobs. */
    handBack: background.handBack,
    /** Schedules system jobs at run time. */
    jobQueue: background.jobQueue,
    async stop() {
      // Each part closes even if another fails, for example because the database is unreachable.
      const ends = [() => drain(), answered, ...background.ends, () => apiQueue.stop(), pools.close];
      for (const end of ends) {
        try {
          await end();
        } catch (cause) {
          onError({ message: "could not close all parts", cause });
        }
      }
    },
  };
}

/** Schedules the system jobs. Cron expressions are in UTC. */
async function scheduleSystemJobs(jobQueue: SystemSchedules): Promise<void> {
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
