/** Wires the modules: who serves what, which handler runs which job type, and what runs on a schedule. Never listens. */
import path from "node:path";
import { Hono } from "hono";
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import { assertTenantRole } from "./db/assert-tenant-role.ts";
import { createListener, type Listener } from "./db/listener.ts";
import { migrate } from "./db/migrate.ts";
import { withAllOrgs, withOrg, withOrgs } from "./db/org-scope.ts";
import { connectionOptions, createPool } from "./db/pools.ts";
import { createAuthenticate } from "./http/authenticate.ts";
import { serveDocs } from "./http/docs.ts";
import { serveHealth } from "./http/health.ts";
import { mount } from "./http/mount.ts";
import { logRequests, type RequestVariables } from "./http/request-log.ts";
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
import { createSchedulesRoutes } from "./modules/schedules/schedules.routes.ts";

export interface AppOptions {
  config: Config;
  databaseUrl: string;
  log: Logger;
  now?: () => Date;
  timing?: Partial<JobRunnerTiming>;
  /** Others than the product's own. */
  handlers?: JobHandlers;
}

export type App = Awaited<ReturnType<typeof createApp>>;

export async function createApp(options: AppOptions) {
  const { config, databaseUrl, log, now = () => new Date(), timing } = options;
  const serves = {
    api: config.role === "api" || config.role === "all",
    worker: config.role === "worker" || config.role === "all",
  };
  const schedules = config.role === "scheduler" || config.role === "all";
  const apiPool = createPool(databaseUrl, "gaffer_api", { max: config.databasePoolSize });
  const workerPool = createPool(databaseUrl, "gaffer_worker", { max: config.databasePoolSize });
  for (const pool of [apiPool, workerPool])
    pool.on("error", (error) => log.warn({ err: error }, "an idle database connection was lost"));
  const onError = ({ message, cause }: { message: string; cause?: unknown }) => log.error({ err: cause }, message);

  const storage = await createLocalStorage(path.join(config.dataDir, "files"));
  const apiFiles = createFilesService({
    storage,
    maxBytes: config.maxFileBytes,
    now,
    transact: (orgId, work) => withOrg(apiPool, orgId, work),
  });
  const workerFiles = createFilesService({
    storage,
    maxBytes: config.maxFileBytes,
    now,
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

  const apiQueue = createJobQueue({ pool: apiPool, maintain: false, schedule: false, onError });
  const apiAdmission = createAdmission({ queue: apiQueue, orgLimit: config.orgConcurrency });
  const apiJobs = createJobsService({
    admission: apiAdmission,
    handlers,
    now,
    transact: (orgIds, work) => withOrgs(apiPool, orgIds, work),
  });

  let listener: Listener | undefined;
  let runner: JobRunner | undefined;
  let jobQueue: ReturnType<typeof createJobQueue> | undefined;
  let stopping = false;

  const http = new Hono<RequestVariables>();
  logRequests(http, log);
  serveHealth(
    http,
    async () =>
      !stopping &&
      (await apiPool.query("select 1").then(
        () => true,
        () => false,
      )),
  );
  serveDocs(http);
  mount(
    http,
    {
      ...createAccountRoutes(apiPool),
      ...createJobTypesRoutes(handlers),
      ...createJobsRoutes({ pool: apiPool, admission: apiAdmission, jobs: apiJobs, now }),
      ...createJobHistoryRoutes(apiPool),
      ...createFilesRoutes(apiFiles, now),
      ...createSchedulesRoutes(now),
    },
    {
      authenticate: createAuthenticate(createFindPrincipal(apiPool, now)),
      maxJsonBytes: config.maxJsonBytes,
      replyChecks: { mode: config.replyChecks, report: (message) => log.error(message) },
    },
  );

  async function startBackground(): Promise<void> {
    if (!serves.worker && !schedules) return;
    if (serves.worker) listener = await createListener(connectionOptions(databaseUrl, "gaffer_worker"), onError);
    jobQueue = createJobQueue({
      pool: workerPool,
      ...(listener && { listener }),
      maintain: schedules,
      schedule: schedules,
      onError,
    });
    await jobQueue.start();
    if (schedules) await jobQueue.schedule("storage:cleanup", "0 * * * *");
    if (!listener) return;
    const admission = createAdmission({ queue: jobQueue, orgLimit: config.orgConcurrency });
    runner = createJobRunner({
      pool: workerPool,
      listener,
      queue: jobQueue,
      admission,
      handlers,
      systemHandlers,
      jobs: createJobsService({
        admission,
        handlers,
        now,
        transact: (_orgId, work) => withAllOrgs(workerPool, work),
      }),
      filesOf: (job) => createJobFiles(workerFiles, job),
      slots: config.workerConcurrency,
      orgLimit: config.orgConcurrency,
      log,
      now,
      ...(timing && { timing }),
    });
    await runner.start();
  }

  return {
    http,
    apiPool,
    async start() {
      await migrate(databaseUrl, (url) => installQueue(url, { user: handlers.types, system: systemHandlers.types }));
      await assertTenantRole(apiPool);
      await apiQueue.start();
      await startBackground();
    },
    /** From now on `/readyz` says no. */
    refuseNewWork() {
      stopping = true;
    },
    async stop() {
      stopping = true;
      await runner?.stop(config.shutdownGraceMs);
      await jobQueue?.stop();
      await apiQueue.stop();
      await listener?.close();
      await Promise.all([apiPool.end(), workerPool.end()]);
    },
  };
}
