/** Wires the API: which module serves which operation of the contract. */
import type { Logger } from "pino";
import type { Limits } from "./app-options.ts";
import { inTransaction, withOrg, withOrgs } from "./db/org-scope.ts";
import type { Pools } from "./db/pools.ts";
import { createAuthenticate } from "./http/authenticate.ts";
import { createBodyMemory } from "./http/body-memory.ts";
import { createHttp } from "./http/create-http.ts";
import { withTimeout } from "./http/timeout.ts";
import { createApiKeysRoutes } from "./modules/api-keys/api-keys.routes.ts";
import { createFindKey } from "./modules/api-keys/find-key.ts";
import { createAuditRoutes } from "./modules/audit/audit.routes.ts";
import { createAuthRoutes } from "./modules/auth/auth.routes.ts";
import { type AuthContext, createAfterResponse, type Transact } from "./modules/auth/auth-context.ts";
import { createFindIdentity } from "./modules/auth/find-identity.ts";
import { createFindSession, createIsAdministrator } from "./modules/auth/find-session.ts";
import { createVerifyIdentity } from "./modules/auth/identity-provider.ts";
import { createMails, type SendMail } from "./modules/auth/mails.ts";
import { createPasswords, type ScryptCost } from "./modules/auth/password-hash.ts";
import { createFilesRoutes } from "./modules/files/files.routes.ts";
import { createFilesService, type FilesServiceOptions } from "./modules/files/files.service.ts";
import type { Storage } from "./modules/files/storage/storage.ts";
import { createUploadsRoutes } from "./modules/files/uploads.routes.ts";
import { createUploadsService } from "./modules/files/uploads.service.ts";
import type { Admission } from "./modules/jobs/admission/admission.ts";
import { createJobsService } from "./modules/jobs/enqueue/jobs.service.ts";
import type { JobHandlers, SystemJobHandlers } from "./modules/jobs/handlers/registry.ts";
import type { JobQueue } from "./modules/jobs/queue/job-queue.ts";
import { createJobHistoryRoutes } from "./modules/jobs/routes/job-history.routes.ts";
import { createJobTypesRoutes } from "./modules/jobs/routes/job-types.routes.ts";
import { createJobsRoutes } from "./modules/jobs/routes/jobs.routes.ts";
import { createLiveHub, type LiveTiming } from "./modules/live-updates/live-hub.ts";
import { createLiveUpdatesRoutes } from "./modules/live-updates/live-updates.routes.ts";
import { createOrgLifecycleRoutes } from "./modules/org-lifecycle/org-lifecycle.routes.ts";
import { createFindMembership } from "./modules/orgs/find-membership.ts";
import { createInvitationsRoutes } from "./modules/orgs/invitations.routes.ts";
import { createMembersRoutes } from "./modules/orgs/members.routes.ts";
import { createOrgsRoutes } from "./modules/orgs/orgs.routes.ts";
import { createRequestRates } from "./modules/quotas/request-rates.ts";
import { createUsageRoutes } from "./modules/quotas/usage.routes.ts";
import { createSchedulesRoutes } from "./modules/schedules/schedules.routes.ts";
import { createSystemRoutes } from "./modules/system/system.routes.ts";
import type { Config } from "./server/config.ts";
import type { Metrics } from "./server/metrics.ts";
import type { ReportError } from "./throttled-log.ts";

export interface ApiOptions {
  config: Config;
  limits: Limits;
  timing: { lostAfterMs: number };
  liveTiming: LiveTiming;
  pools: Pools;
  storage: Storage;
  queue: JobQueue;
  admission: Admission;
  handlers: JobHandlers;
  systemHandlers: SystemJobHandlers;
  metrics: Metrics;
  /** Ids of users who are administrators in addition to those in the config. */
  administrators: ReadonlySet<string>;
  sendMail: SendMail;
  passwordCost?: ScryptCost | undefined;
  /** Whether the process takes new work. */
  isReady: () => boolean;
  log: Logger;
  onError: ReportError;
  now: () => Date;
}

/** Maximum number of open live-update streams of one process, per organization and per key or user. */
const streamLimits = { org: 1_000, actor: 100 };

/** Changes no row, but fails on a read-only database. */
const emptyWrite = "update orgs set name = name where false";

export function createApi(options: ApiOptions) {
  const { config, limits, pools, storage, queue, admission, handlers, systemHandlers, metrics, now } = options;
  const { api: pool, worker: workerPool } = pools;
  const jobs = createJobsService({
    admission,
    handlers,
    now,
    transact: (orgIds, work) => withOrgs(pool, orgIds, work),
    onCommit: metrics.jobsCreated,
  });
  const fileOptions: FilesServiceOptions = {
    storage,
    maxBytes: config.maxFileBytes,
    now,
    transact: (orgId, work) => withOrg(pool, orgId, work),
  };
  const files = createFilesService(fileOptions);
  const types = { user: handlers.types, system: systemHandlers.types };
  const databaseAcceptsWrites = () =>
    withTimeout(limits.connectMs, pool.query(emptyWrite)).then(
      () => true,
      () => false,
    );

  const transact: Transact = (work) => inTransaction(pools.auth, "", work);
  const isAdministrator = createIsAdministrator(config.adminEmails, options.administrators);
  const afterResponse = createAfterResponse(options.onError);
  const mailing = { mails: createMails(config.appUrl), sendMail: options.sendMail };
  const passwords = createPasswords(options.passwordCost);
  const auth: AuthContext = { transact, passwords, ...mailing, afterResponse: afterResponse.run };
  const { allowedOrigins, oidc } = config;
  const verify = oidc && createVerifyIdentity({ ...oidc, cooldownMs: limits.keysMs, now });

  const liveUpdates = createLiveHub({
    pool,
    timing: options.liveTiming,
    limits: { ...streamLimits, all: config.maxLiveStreams },
    onError: options.onError,
  });
  metrics.watchStreams(liveUpdates.size);
  const looking = { orgLimit: config.orgConcurrency, lostAfterMs: options.timing.lostAfterMs };

  const bodyMemory = createBodyMemory(config.bodyMemoryBytes, () => now().getTime());
  metrics.watchBodies(bodyMemory.heldBytes);

  const { http, health } = createHttp({
    served: {
      ...createApiKeysRoutes(pool, now),
      ...createOrgsRoutes(pool, now),
      ...createMembersRoutes(pool, now),
      ...createInvitationsRoutes({ pool, ...mailing, now }),
      ...createAuditRoutes(pool, workerPool),
      ...createAuthRoutes({ auth, pool, allowedOrigins, now }),
      ...createJobTypesRoutes(handlers),
      ...createJobsRoutes({ pool, admission, queue, jobs, looking, now }),
      ...createJobHistoryRoutes(pool, config.showErrorDetails),
      ...createLiveUpdatesRoutes(liveUpdates),
      ...createFilesRoutes(files, now),
      ...createUploadsRoutes(createUploadsService(files, fileOptions), now),
      ...createSchedulesRoutes({ pool, admission, handlers, now }),
      ...createUsageRoutes(pool, { runningJobs: config.orgConcurrency, fileBytes: config.maxFileBytes }),
      ...createOrgLifecycleRoutes({ pool, jobs, graceDays: config.orgDeletionGraceDays, now }),
      ...createSystemRoutes({ pool: workerPool, queue, types, lostAfterMs: options.timing.lostAfterMs, now }),
    },
    direct: storage.direct.serve,
    authenticate: createAuthenticate({
      findKey: createFindKey(pool, now),
      findSession: createFindSession(transact, isAdministrator, now),
      findIdentity: verify && createFindIdentity(verify, transact, isAdministrator, now),
      allowedOrigins,
    }),
    allowedOrigins,
    findMembership: createFindMembership(pool),
    takeRate: createRequestRates({
      pool,
      limits: { session: config.sessionRequestsPerMinute, address: config.addressRequestsPerMinute },
      now,
    }),
    trustedProxies: config.trustedProxies,
    bodyMemory,
    answerMs: limits.answerMs,
    replyChecks: { mode: config.replyChecks, report: (message) => options.log.error(message) },
    isReady: async () => options.isReady() && (await databaseAcceptsWrites()),
    metrics,
    log: options.log,
    onError: options.onError,
    now,
  });
  /** `answered` resolves when the work after responses has ended. */
  return { http, health, liveUpdates, answered: afterResponse.ended, jobsService: jobs, filesService: files };
}
