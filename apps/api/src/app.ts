/** Wires the modules: who serves what, which handler runs which job type, and what runs on a schedule. Never listens. */
import path from "node:path";
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import { assertTenantRole } from "./db/assert-tenant-role.ts";
import { createListener, type Listener } from "./db/listener.ts";
import { migrate } from "./db/migrate.ts";
import { openPools } from "./db/open-pools.ts";
import { withAllOrgs, withOrg, withOrgs } from "./db/org-scope.ts";
import { connectionOptions, type DatabaseLimits, defaultLimits, migrationLimits } from "./db/pools.ts";
import { createAuthenticate } from "./http/authenticate.ts";
import { createHttp } from "./http/create-http.ts";
import { within } from "./http/within.ts";
import { createMetrics } from "./metrics.ts";
import { createAccountRoutes } from "./modules/account/account.routes.ts";
import { createFindPrincipal } from "./modules/account/find-principal.ts";
import { cleanupFiles } from "./modules/files/cleanup-files.ts";
import { createFilesRoutes } from "./modules/files/files.routes.ts";
import { createFilesService } from "./modules/files/files.service.ts";
import { createJobFiles } from "./modules/files/job-files.ts";
import { createLocalStorage } from "./modules/files/storage/local-storage.ts";
import { createAdmission } from "./modules/jobs/admission.ts";
import { profileFile } from "./modules/jobs/handlers/file.profile.handler.ts";
import { type JobHandlers, jobHandlerRegistry, systemJobRegistry } from "./modules/jobs/handlers/registry.ts";
import { createReportHandler } from "./modules/jobs/handlers/report.generate.handler.ts";
import { createCleanupHandler } from "./modules/jobs/handlers/storage.cleanup.handler.ts";
import { createReadActivity } from "./modules/jobs/job-activity.ts";
import { createJobHistoryRoutes } from "./modules/jobs/job-history.routes.ts";
import { createJobQueue, installQueue } from "./modules/jobs/job-queue.ts";
import { createJobRunner, type JobRunner, type JobRunnerTiming } from "./modules/jobs/job-runner.ts";
import { createJobTypesRoutes } from "./modules/jobs/job-types.routes.ts";
import { createJobsRoutes } from "./modules/jobs/jobs.routes.ts";
import { createJobsService } from "./modules/jobs/jobs.service.ts";
import { readQueueDepths } from "./modules/jobs/queue-depth.ts";
import { createReconciler, type Reconciler } from "./modules/jobs/reconcile/reconciler.ts";
import { followJobs } from "./modules/schedules/follow-jobs.ts";
import { createSchedulesRoutes } from "./modules/schedules/schedules.routes.ts";
import { createScheduler, type Scheduler } from "./modules/schedules/services/scheduler.ts";
import { createTroubleLog } from "./trouble-log.ts";

export interface AppOptions {
  config: Config;
  databaseUrl: string;
  log: Logger;
  now?: () => Date;
  timing?: Partial<JobRunnerTiming & { reconcileMs: number }>;
  limits?: Partial<Limits>;
  /** How often the scheduler looks for what is due. */
  scheduleSeconds?: number;
  /** Others than the product's own. */
  handlers?: JobHandlers;
}

export interface Limits extends DatabaseLimits {
  /** How long a request may take, in milliseconds, once its body is there. */
  answerMs: number;
  /** How often the connection that listens is asked whether it is still there. */
  probeMs: number;
}

export type App = Awaited<ReturnType<typeof createApp>>;

export async function createApp(options: AppOptions) {
  const { config, databaseUrl, log, now = () => new Date(), timing } = options;
  const serves = {
    api: config.role === "api" || config.role === "all",
    worker: config.role === "worker" || config.role === "all",
  };
  const schedules = config.role === "scheduler" || config.role === "all";
  const limits = { ...defaultLimits, answerMs: 30_000, probeMs: 10_000, ...options.limits };
  const onError = createTroubleLog(log);
  const metrics = createMetrics();
  const poolOptions = { max: config.databasePoolSize, limits, onFailure: metrics.databaseFailed };
  const pools = openPools(databaseUrl, poolOptions, onError);
  const { api: apiPool, worker: workerPool } = pools;

  const storage = await createLocalStorage(path.join(config.dataDir, "files"));
  const fileOptions = { storage, maxBytes: config.maxFileBytes, now };
  const apiFiles = createFilesService({ ...fileOptions, transact: (orgId, work) => withOrg(apiPool, orgId, work) });
  const workerFiles = createFilesService({
    ...fileOptions,
    transact: (_orgId, work) => withAllOrgs(workerPool, work),
  });

  const handlers: JobHandlers =
    options.handlers ??
    jobHandlerRegistry
      .register({ type: "file:profile", handler: profileFile, concurrency: 4 })
      .register({ type: "report:generate", handler: createReportHandler(createReadActivity(workerPool)) });

  const systemHandlers = systemJobRegistry.register({
    type: "storage:cleanup",
    handler: createCleanupHandler((signal) =>
      cleanupFiles({ storage, transact: (work) => withAllOrgs(workerPool, work), now: now(), signal }),
    ),
  });

  metrics.knowTypes(handlers.types, systemHandlers.types);

  const apiQueue = createJobQueue({ pool: apiPool, maintain: false, schedule: false, onError });
  const apiAdmission = createAdmission({ queue: apiQueue, orgLimit: config.orgConcurrency });
  const apiJobs = createJobsService({
    admission: apiAdmission,
    handlers,
    now,
    transact: (orgIds, work) => withOrgs(apiPool, orgIds, work),
    onCommit: metrics.jobsCreated,
  });

  let listener: Listener | undefined;
  let runner: JobRunner | undefined;
  let reconciler: Reconciler | undefined;
  let scheduler: Scheduler | undefined;
  let jobQueue: ReturnType<typeof createJobQueue> | undefined;
  let stopping = false;

  const databaseAnswers = () =>
    within(limits.connectMs, apiPool.query("select 1")).then(
      () => true,
      () => false,
    );
  const { http, health } = createHttp({
    served: {
      ...createAccountRoutes(apiPool),
      ...createJobTypesRoutes(handlers),
      ...createJobsRoutes({ pool: apiPool, admission: apiAdmission, follow: followJobs, jobs: apiJobs, now }),
      ...createJobHistoryRoutes(apiPool),
      ...createFilesRoutes(apiFiles, now),
      ...createSchedulesRoutes({ pool: apiPool, admission: apiAdmission, follow: followJobs, handlers, now }),
    },
    authenticate: createAuthenticate(createFindPrincipal(apiPool, now)),
    maxJsonBytes: config.maxJsonBytes,
    answerMs: limits.answerMs,
    replyChecks: { mode: config.replyChecks, report: (message) => log.error(message) },
    isReady: async () => !stopping && (await databaseAnswers()),
    metrics,
    log,
    onError,
  });

  async function startBackground(): Promise<void> {
    if (!serves.worker && !schedules) return;
    const connection = connectionOptions(databaseUrl, "gaffer_worker", limits);
    const onRecovery = () => log.info("listening for notifications again");
    listener = await createListener(connection, { probeMs: limits.probeMs, onError, onRecovery });
    jobQueue = createJobQueue({
      pool: workerPool,
      ...(serves.worker && { listener }),
      maintain: schedules,
      schedule: schedules,
      ...(options.scheduleSeconds && { scheduleSeconds: options.scheduleSeconds }),
      onError,
    });
    await jobQueue.start();
    const admission = createAdmission({ queue: jobQueue, orgLimit: config.orgConcurrency });
    const engine = { pool: workerPool, admission, follow: followJobs, handlers, now, onError };
    if (schedules) {
      await jobQueue.schedule("storage:cleanup", "0 * * * *");
      reconciler = createReconciler({
        pool: workerPool,
        queue: jobQueue,
        admission,
        orgLimit: config.orgConcurrency,
        intervalMs: timing?.reconcileMs,
        log,
        now,
        onPass: metrics.reconciled,
      });
      reconciler.start();
      scheduler = createScheduler({ ...engine, listener, onDecided: metrics.schedulesDecided });
      await scheduler.start();
      // One process in charge of the queue is enough to count it.
      metrics.watchQueue(() => readQueueDepths(workerPool, now()));
    }
    if (!serves.worker) return;
    runner = createJobRunner({
      ...engine,
      listener,
      queue: jobQueue,
      systemHandlers,
      jobs: createJobsService({
        admission,
        handlers,
        now,
        transact: (_orgId, work) => withAllOrgs(workerPool, work),
        onCommit: metrics.jobsCreated,
      }),
      filesOf: (job) => createJobFiles(workerFiles, job),
      slots: config.workerConcurrency,
      log,
      observe: metrics.jobs,
      ...(timing && { timing }),
    });
    metrics.watchSlots(config.workerConcurrency, runner.running);
    await runner.start();
  }

  let drained: Promise<void> | undefined;

  /** Takes no new jobs, lets running ones finish for a while, and hands back the rest. */
  async function drain(): Promise<void> {
    stopping = true;
    drained ??= runner?.stop(config.shutdownGraceMs);
    await drained;
  }

  return {
    http,
    /** For a listener of its own, where nobody uses the API. */
    health,
    apiPool,
    async start() {
      const types = { user: handlers.types, system: systemHandlers.types };
      await migrate(databaseUrl, (pool) => installQueue(pool, types), { ...migrationLimits, ...options.limits });
      await assertTenantRole(apiPool);
      await apiQueue.start();
      await startBackground();
    },
    /** From now on `/readyz` says no. */
    refuseNewWork() {
      stopping = true;
    },
    drain,
    /** Ends the wait for running jobs. */
    handBack: () => runner?.handBack(),
    async stop() {
      // A database that is away must not keep anything from being closed.
      const ends = [
        drain,
        () => scheduler?.stop(),
        () => reconciler?.stop(),
        () => jobQueue?.stop(),
        () => apiQueue.stop(),
        () => listener?.close(),
        pools.close,
      ];
      for (const end of ends) {
        try {
          await end();
        } catch (cause) {
          onError({ message: "could not close everything", cause });
        }
      }
    },
  };
}
