/** Composes the application: the job types, the system jobs and their schedules, the services. Opens no port. */
import { createSafeFetch } from "@gaffer/safe-fetch";
import type pg from "pg";
import type { Logger } from "pino";
import packageJson from "../package.json" with { type: "json" };
import { createApi } from "./api.ts";
import { createListener } from "./db/listener.ts";
import { migrate } from "./db/migrate.ts";
import {
  assertTenantRole,
  connectionOptions,
  createPool,
  type DatabaseLimits,
  defaultLimits,
  migrationLimits,
  openPools,
} from "./db/pools.ts";
import { pruneAuditEvents } from "./modules/audit/prune-audit-events.ts";
import { createLogMail, createMails, type SendMail } from "./modules/auth/mails.ts";
import type { ScryptCost } from "./modules/auth/password-hash.ts";
import { pruneSessions } from "./modules/auth/sessions.ts";
import { createSmtpMail } from "./modules/auth/smtp-mail.ts";
import { cleanupFiles } from "./modules/files/cleanup-files.ts";
import { openStorage } from "./modules/files/storage/open-storage.ts";
import type { S3Limits } from "./modules/files/storage/s3-client.ts";
import { fileProfileJob } from "./modules/jobs/handlers/file-profile.handler.ts";
import { httpRequestJob } from "./modules/jobs/handlers/http-request.handler.ts";
import { jobsCancelJob } from "./modules/jobs/handlers/jobs-cancel.handler.ts";
import { jobsImportJob } from "./modules/jobs/handlers/jobs-import.handler.ts";
import { jobsPruneJob } from "./modules/jobs/handlers/jobs-prune.handler.ts";
import { jobsReconcileJob } from "./modules/jobs/handlers/jobs-reconcile.handler.ts";
import { jobsRetryJob } from "./modules/jobs/handlers/jobs-retry.handler.ts";
import { orgExportJob } from "./modules/jobs/handlers/org-export.handler.ts";
import { orgsPurgeJob } from "./modules/jobs/handlers/orgs-purge.handler.ts";
import { reportGenerateJob } from "./modules/jobs/handlers/report-generate.handler.ts";
import { storageCleanupJob } from "./modules/jobs/handlers/storage-cleanup.handler.ts";
import { subscriptionsMonitorJob } from "./modules/jobs/handlers/subscriptions-monitor.handler.ts";
import {
  type AnyJob,
  addRunningApp,
  assertEachTypeHasHandler,
  createAdmission,
  createBulkChanges,
  createJobHandlers,
  createJobQueue,
  createPrivateFields,
  createReadActivity,
  createReconciler,
  createSystemJobs,
  defaultTiming,
  type HandBackReason,
  type HandlerLoader,
  installQueue,
  type JobHandlers,
  jobHandlerRegistry,
  pruneJobs,
  pruneKeys,
  pruneRuns,
  pruneSlices,
  type SystemJob,
} from "./modules/jobs/index.ts";
import { pruneChanges } from "./modules/live-updates/change-feed.ts";
import { defaultLiveTiming, type LiveTiming } from "./modules/live-updates/live-hub.ts";
import { createReadOrgLines, exportQueries } from "./modules/org-lifecycle/export-org.ts";
import { purgeOrgs } from "./modules/org-lifecycle/purge-orgs.ts";
import { pruneInvitations } from "./modules/orgs/change-invitations.ts";
import { pruneRates } from "./modules/quotas/request-rates.ts";
import { createReadPeriod } from "./modules/schedules/read-period.ts";
import { endSubscriptions } from "./modules/system/end-subscriptions.ts";
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
  /** Sends mails. Default: through the configured SMTP server, or to the log. */
  sendMail?: SendMail;
  /** Cost of password hashes. Default: `defaultCost`. */
  passwordCost?: ScryptCost;
  /** Interval at which the queue checks the crons of system jobs, in seconds. Default: the queue's default interval. */
  scheduleSeconds?: number;
  /** All job types. Default: the built-in job types and the job types of `jobHandlerRegistry`. */
  jobs?: readonly AnyJob[];
  /**
   * Opens the handlers of `jobs` in the process of a quarantined job. Absent: such a job runs in the worker's process.
   */
  handlerLoader?: HandlerLoader;
  /** All system jobs. Default: the built-in ones. */
  systemJobs?: readonly SystemJob[];
  /** Defines schedules of system jobs, in addition to the crons of `systemJobs`. */
  defineSchedules?: (schedules: SystemSchedules) => Promise<void>;
}

export type App = Awaited<ReturnType<typeof createApp>>;

export async function createApp(options: AppOptions) {
  const { config, databaseUrl, log, now = () => new Date() } = options;
  const limits = { ...defaultLimits, answerMs: 30_000, probeMs: 10_000, keysMs: 30_000, ...options.limits };
  const reportError = createThrottledLog(log);
  const metrics = createMetrics();
  const poolOptions = {
    max: config.databasePoolSize,
    limits,
    namedStatements: config.namedStatements,
    onFailure: metrics.databaseFailed,
  };
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
  const privateFields = createPrivateFields(config.encryptionKeys);
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
    admission: createAdmission({ queue, privateFields, orgLimit: config.orgConcurrency, now }),
    privateFields,
    handlers: createJobHandlers(options.jobs ?? listJobs({ config, pool: pools.worker, now })),
    storage: await openStorage(config, options.s3Limits),
    mails: createMails(config.appUrl),
    sendMail: options.sendMail ?? (config.smtp ? createSmtpMail(config.smtp) : createLogMail(log)),
  };
  const { apiPool, workerPool, authPool, handlers, storage } = services;
  assertEachTypeHasHandler(handlers.types);
  const handlerLoader = options.jobs ? options.handlerLoader : jobLoader({ config, databaseUrl, limits });

  const { cleanupDryRun: dryRun } = config;
  const systemJobs = createSystemJobs(
    options.systemJobs ?? [
      storageCleanupJob(
        (signal) => cleanupFiles({ storage, workerPool, dryRun, now: now(), signal }),
        dryRun ? "Would remove" : "Removed",
      ),
      jobsPruneJob([
        { what: "jobs", prune: (signal) => pruneJobs(workerPool, now(), signal) },
        { what: "counts of old half-hours", prune: () => pruneSlices(workerPool, now()) },
        { what: "idempotency keys", prune: (signal) => pruneKeys(workerPool, now(), signal) },
        { what: "audit events", prune: (signal) => pruneAuditEvents(workerPool, now(), signal) },
        { what: "sessions and links", prune: () => pruneSessions(authPool, now()) },
        { what: "lapsed invitations", prune: () => pruneInvitations(workerPool, now()) },
        { what: "recorded changes", prune: () => pruneChanges(workerPool) },
        { what: "request rates", prune: () => pruneRates(workerPool, now()) },
        { what: "runs of system jobs", prune: () => pruneRuns(workerPool) },
      ]),
      jobsReconcileJob(createReconciler(services).runOnce),
      orgsPurgeJob((pass) => purgeOrgs(services, { ...pass, now: now() })),
      subscriptionsMonitorJob((runId) => endSubscriptions(workerPool, { runId, now: now() })),
    ],
  );

  metrics.addTypes(handlers.types, systemJobs.names);

  const administrators = new Set<string>();
  let stopping = false;
  let removeRunning = () => {};
  const { http, health, liveUpdates, answered, jobsService, filesService } = createApi(services, {
    systemJobs,
    liveTiming: { ...defaultLiveTiming, ...options.liveTiming },
    administrators,
    passwordCost: options.passwordCost,
    isReady: () => !stopping,
  });

  const background = createBackground(services, {
    databaseUrl,
    systemJobs,
    handlerLoader,
    async defineSchedules(jobQueue) {
      // Cron expressions are in UTC.
      await jobQueue.schedule("storage:cleanup", "0 * * * *");
      for (const { name, cron } of systemJobs.all) if (cron !== undefined) await jobQueue.schedule(name, cron);
      await options.defineSchedules?.(jobQueue);
    },
  });

  /** Ends the live-update streams, whose clients then reconnect to another process, and makes `/readyz` fail. */
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
    /** Routes of health and metrics for a separate listener. */
    health,
    apiPool,
    /** Creates jobs from application code. */
    jobsService,
    /** Reads and writes files from application code. */
    filesService,
    /** Resolves when the work that requests left for after their responses has ended. */
    answered,
    authPool,
    /** Makes a user an administrator until this process ends. */
    grantAdministrator: (userId: string) => void administrators.add(userId),
    async start() {
      const system = systemJobs.all.map(({ name, timeoutSeconds }) => ({ type: name, timeoutSeconds }));
      const install = (pool: pg.Pool) => installQueue(pool, { user: handlers.types, system });
      await migrate(databaseUrl, install, { limits: { ...migrationLimits, ...options.limits }, log });
      await assertTenantRole(apiPool);
      removeRunning();
      removeRunning = addRunningApp({ jobsService, filesService });
      await background.start();
    },
    /** Makes `/readyz` fail and ends the live-update streams. */
    refuseNewWork,
    /**
     * Stops claiming jobs, lets running jobs finish during the grace period, and hands the others back to the queue
     * with this reason.
     */
    drain,
    /** Ends the grace period of running jobs. */
    handBack: background.handBack,
    /** Schedules system jobs at run time. */
    jobQueue: background.jobQueue,
    async stop() {
      // Each part is closed even if closing another part fails, for example because the database is unreachable.
      const ends = [() => drain(), answered, ...background.ends, removeRunning, pools.close];
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

/** Lists all job types: the built-in job types and the job types of application code. */
function listJobs({ config, pool, now }: { config: Config; pool: pg.Pool; now: () => Date }): AnyJob[] {
  const bulkChanges = createBulkChanges({ pool, orgLimit: config.orgConcurrency, now });
  return [
    fileProfileJob,
    httpRequestJob(createSafeFetch({ allowed: config.outboundAllow }), `Gaffer/${packageJson.version}`),
    reportGenerateJob({ readActivity: createReadActivity(pool), readPeriod: createReadPeriod(pool) }),
    jobsImportJob,
    jobsCancelJob(bulkChanges.cancel),
    jobsRetryJob(bulkChanges.retry),
    orgExportJob({
      kinds: [...exportQueries.keys()],
      read: createReadOrgLines(pool),
      maxFileBytes: config.maxFileBytes,
      now,
    }),
    ...jobHandlerRegistry.jobs(),
  ];
}

interface LoaderResources {
  config: Config;
  databaseUrl: string;
  limits: DatabaseLimits;
}

const jobLoader = (resources: LoaderResources): HandlerLoader => ({
  module: import.meta.url,
  exportName: loadJobs.name,
  resources,
});

/**
 * Returns the handlers of all job types, for the process of a quarantined job. The process imports this file, so it has
 * the jobs that are registered while the file loads.
 */
export function loadJobs({ config, databaseUrl, limits }: LoaderResources): JobHandlers {
  const pool = createPool(databaseUrl, "gaffer_worker", { max: 2, limits });
  // The error is ignored, because the pool replaces a lost idle connection.
  pool.on("error", () => {});
  return createJobHandlers(listJobs({ config, pool, now: () => new Date() }));
}
