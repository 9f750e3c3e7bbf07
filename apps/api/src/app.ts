/** Wires the modules: which handler runs which system job, and the schedules of system jobs. Opens no port. */
import type pg from "pg";
import type { Logger } from "pino";
import { createApi } from "./api.ts";
import { assertTenantRole } from "./db/assert-tenant-role.ts";
import { createListener } from "./db/listener.ts";
import { migrate } from "./db/migrate.ts";
import { connectionOptions, defaultLimits, migrationLimits, openPools } from "./db/pools.ts";
import { createJobHandlers, jobHandlerLoader } from "./job-handlers.ts";
import { pruneAuditEvents } from "./modules/audit/prune-audit-events.ts";
import { createLogMail, createMails, type SendMail } from "./modules/auth/mails.ts";
import type { ScryptCost } from "./modules/auth/password-hash.ts";
import { pruneSessions } from "./modules/auth/sessions.ts";
import { createSmtpMail } from "./modules/auth/smtp-mail.ts";
import { cleanupFiles } from "./modules/files/cleanup-files.ts";
import { openStorage } from "./modules/files/storage/open-storage.ts";
import type { S3Limits } from "./modules/files/storage/s3-client.ts";
import { createAdmission } from "./modules/jobs/admission/admission.ts";
import type { HandlerLoader } from "./modules/jobs/handlers/isolated.ts";
import { createPruneHandler } from "./modules/jobs/handlers/jobs-prune.handler.ts";
import { createReconcileHandler } from "./modules/jobs/handlers/jobs-reconcile.handler.ts";
import { createPurgeHandler } from "./modules/jobs/handlers/orgs-purge.handler.ts";
import { type JobHandlers, type SystemJobHandlers, systemJobRegistry } from "./modules/jobs/handlers/registry.ts";
import { createCleanupHandler } from "./modules/jobs/handlers/storage-cleanup.handler.ts";
import { createMonitorHandler } from "./modules/jobs/handlers/subscriptions-monitor.handler.ts";
import { assertEachTypeHasHandler } from "./modules/jobs/job-types.ts";
import { createJobQueue, installQueue } from "./modules/jobs/queue/job-queue.ts";
import { createReconciler } from "./modules/jobs/reconcile/reconciler.ts";
import { defaultTiming } from "./modules/jobs/worker/job-runner.ts";
import type { HandBackReason } from "./modules/jobs/worker/run-job.ts";
import { pruneChanges } from "./modules/live-updates/change-feed.ts";
import { defaultLiveTiming, type LiveTiming } from "./modules/live-updates/live-hub.ts";
import { purgeOrgs } from "./modules/org-lifecycle/purge-orgs.ts";
import { pruneInvitations } from "./modules/orgs/prune-invitations.ts";
import { pruneRates } from "./modules/quotas/request-rates.ts";
import { endSubscriptions } from "./modules/system/end-subscriptions.ts";
import { pruneJobs, pruneKeys, pruneRuns } from "./modules/system/prune-jobs.ts";
import type { SystemSchedules } from "./modules/system/system-schedules.ts";
import { createBackground, tasksOf } from "./server/background.ts";
import type { Config } from "./server/config.ts";
import { createMetrics } from "./server/metrics.ts";
import type { Limits, Services, Timing } from "./server/services.ts";
import { createThrottledLog } from "./throttled-log.ts";

export interface AppOptions {
  config: Config;
  databaseUrl: string;
  log: Logger;
  now?: () => Date;
  timing?: Partial<Timing>;
  limits?: Partial<Limits>;
  s3Limits?: Partial<S3Limits>;
  liveTiming?: Partial<LiveTiming>;
  /** Default: the configured SMTP server, or the log. */
  sendMail?: SendMail;
  /** Cost of password hashes. Default: `defaultCost`. */
  passwordCost?: ScryptCost;
  /** Interval at which the queue checks the crons of system jobs, in seconds. Default: the queue's own. */
  scheduleSeconds?: number;
  /** Default: the product's own handlers. */
  handlers?: JobHandlers;
  /** Where a process finds `handlers` to run a job in quarantine. Absent: the job runs in the worker's process. */
  handlerLoader?: HandlerLoader;
  /** Default: the product's own system jobs. */
  systemHandlers?: SystemJobHandlers;
  /** Schedules more system jobs. */
  defineSchedules?: (schedules: SystemSchedules) => Promise<void>;
}

export type App = Awaited<ReturnType<typeof createApp>>;

export async function createApp(options: AppOptions) {
  const { config, databaseUrl, log, now = () => new Date() } = options;
  const limits = { ...defaultLimits, answerMs: 30_000, probeMs: 10_000, keysMs: 30_000, ...options.limits };
  const reportError = createThrottledLog(log);
  const metrics = createMetrics();
  const poolOptions = { max: config.databasePoolSize, limits, onFailure: metrics.databaseFailed };
  const pools = openPools(databaseUrl, poolOptions, reportError);
  const listener = createListener(connectionOptions(databaseUrl, "gaffer_worker", limits), {
    probeMs: limits.probeMs,
    onError: reportError,
    onRecovery: () => log.info("listening for notifications again"),
  });
  const { works, schedules } = tasksOf(config);
  const queue = createJobQueue({
    pool: pools.worker,
    ...(works && { listener }),
    maintain: schedules,
    schedule: schedules,
    ...(options.scheduleSeconds && { scheduleSeconds: options.scheduleSeconds }),
    onError: reportError,
  });
  const services: Services = {
    config,
    limits,
    timing: { ...defaultTiming, keepSchedulesMs: 60_000, ...options.timing },
    now,
    log,
    reportError,
    metrics,
    apiPool: pools.api,
    workerPool: pools.worker,
    authPool: pools.auth,
    listener,
    queue,
    admission: createAdmission({ queue, orgLimit: config.orgConcurrency }),
    handlers: options.handlers ?? createJobHandlers({ config, pool: pools.worker, now }),
    storage: await openStorage(config, options.s3Limits),
    mails: createMails(config.appUrl),
    sendMail: options.sendMail ?? (config.smtp ? createSmtpMail(config.smtp) : createLogMail(log)),
  };
  const { apiPool, workerPool, authPool, handlers, storage } = services;
  assertEachTypeHasHandler(handlers.types);
  const handlerLoader = options.handlers ? options.handlerLoader : jobHandlerLoader({ config, databaseUrl, limits });

  const { cleanupDryRun: dryRun } = config;
  const systemHandlers =
    options.systemHandlers ??
    systemJobRegistry
      .register({
        type: "storage:cleanup",
        handler: createCleanupHandler(
          (signal) => cleanupFiles({ storage, workerPool, dryRun, now: now(), signal }),
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
            prune: () => pruneSessions(authPool, now()),
          },
          { what: "lapsed invitations", prune: () => pruneInvitations(workerPool, now()) },
          { what: "recorded changes", prune: () => pruneChanges(workerPool) },
          { what: "request rates", prune: () => pruneRates(workerPool, now()) },
          { what: "runs of system jobs", prune: () => pruneRuns(workerPool) },
        ]),
      })
      .register({ type: "jobs:reconcile", handler: createReconcileHandler(createReconciler(services).runOnce) })
      .register({
        type: "orgs:purge",
        handler: createPurgeHandler((pass) => purgeOrgs({ pool: workerPool, storage, queue }, { ...pass, now: now() })),
        timeoutSeconds: 3600,
      })
      .register({
        type: "subscriptions:monitor",
        handler: createMonitorHandler(() => endSubscriptions(workerPool, now())),
      });

  metrics.addTypes(handlers.types, systemHandlers.types);

  const administrators = new Set<string>();
  let stopping = false;
  const { http, health, liveUpdates, answered, jobsService, filesService } = createApi(services, {
    systemHandlers,
    liveTiming: { ...defaultLiveTiming, ...options.liveTiming },
    administrators,
    passwordCost: options.passwordCost,
    isReady: () => !stopping,
  });

  const background = createBackground(services, {
    databaseUrl,
    systemHandlers,
    handlerLoader,
    async defineSchedules(jobQueue) {
      await scheduleSystemJobs(jobQueue);
      await options.defineSchedules?.(jobQueue);
    },
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
    authPool,
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
      const ends = [() => drain(), answered, ...background.ends, pools.close];
      for (const end of ends) {
        try {
          await end();
        } catch (cause) {
          reportError({ message: "could not close all parts", cause });
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
