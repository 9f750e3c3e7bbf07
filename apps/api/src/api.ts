/** Wires the API: which module serves which operation of the contract. */
import { createAuthenticate } from "./http/authenticate.ts";
import { createBodyMemory } from "./http/body-memory.ts";
import { createHttp } from "./http/create-http.ts";
import { withTimeout } from "./http/timeout.ts";
import { createChangeInstallation } from "./modules/administration/change-installation.ts";
import { createPlansRoutes } from "./modules/administration/plans.routes.ts";
import { createSystemOrgsRoutes } from "./modules/administration/system-orgs.routes.ts";
import { createSystemPeopleRoutes } from "./modules/administration/system-people.routes.ts";
import { createSystemUsageRoutes } from "./modules/administration/usage.routes.ts";
import { createApiKeysRoutes } from "./modules/api-keys/api-keys.routes.ts";
import { createFindKey } from "./modules/api-keys/find-key.ts";
import { createAuditRoutes } from "./modules/audit/audit.routes.ts";
import { createAuthRoutes } from "./modules/auth/auth.routes.ts";
import { type AuthContext, createAfterResponse } from "./modules/auth/auth-context.ts";
import { createFindIdentity } from "./modules/auth/find-identity.ts";
import { createFindSession, createIsAdministrator } from "./modules/auth/find-session.ts";
import { createVerifyIdentity } from "./modules/auth/identity-provider.ts";
import { createPasswords, type ScryptCost } from "./modules/auth/password-hash.ts";
import { createFilesRoutes, createUploadsRoutes } from "./modules/files/files.routes.ts";
import { createFilesService } from "./modules/files/files.service.ts";
import { createUploadsService } from "./modules/files/uploads.service.ts";
import { createJobsService, type SystemJobs } from "./modules/jobs/index.ts";
import { createJobHistoryRoutes } from "./modules/jobs/routes/job-history.routes.ts";
import { createJobsRoutes } from "./modules/jobs/routes/jobs.routes.ts";
import { createLiveHub, type LiveTiming } from "./modules/live-updates/live-hub.ts";
import { createLiveUpdatesRoutes } from "./modules/live-updates/live-updates.routes.ts";
import { createOrgLifecycleRoutes } from "./modules/org-lifecycle/org-lifecycle.routes.ts";
import { createInvitationsRoutes } from "./modules/orgs/invitations.routes.ts";
import { createMembersRoutes, createOrgsRoutes } from "./modules/orgs/orgs.routes.ts";
import { createFindMembership } from "./modules/orgs/read-members.ts";
import { createRequestRates } from "./modules/quotas/request-rates.ts";
import { createUsageRoutes } from "./modules/quotas/usage.routes.ts";
import { createSchedulesRoutes } from "./modules/schedules/schedules.routes.ts";
import { createSystemRoutes } from "./modules/system/system.routes.ts";
import type { Services } from "./server/services.ts";

export interface ApiOptions {
  systemJobs: SystemJobs;
  liveTiming: LiveTiming;
  /** Ids of users who are administrators, in addition to those with an address in `adminEmails`. */
  administrators: ReadonlySet<string>;
  passwordCost?: ScryptCost | undefined;
  /** Whether the process takes new work. */
  isReady: () => boolean;
}

/**
 * Maximum numbers of open live-update streams per process: of one organization (`org`), and of one API key or user
 * (`actor`).
 */
const streamLimits = { org: 1_000, actor: 100 };

/** A statement for `/readyz`: it changes no row, but fails on a read-only database. */
const emptyWrite = "update orgs set name = name where false";

export function createApi(services: Services, options: ApiOptions) {
  const { config, limits, apiPool, storage, metrics, log, reportError, now } = services;
  const jobsService = createJobsService(services, apiPool);
  const filesService = createFilesService(services, apiPool);
  const uploadsService = createUploadsService(services, apiPool);
  const databaseAcceptsWrites = () =>
    withTimeout(limits.connectMs, apiPool.query(emptyWrite)).then(
      () => true,
      () => false,
    );

  const isAdministrator = createIsAdministrator(config.adminEmails, options.administrators);
  const afterResponse = createAfterResponse(reportError);
  const auth: AuthContext = {
    ...services,
    passwords: createPasswords(options.passwordCost),
    afterResponse: afterResponse.run,
  };
  const { allowedOrigins, oidc } = config;
  const verify = oidc && createVerifyIdentity({ ...oidc, cooldownMs: limits.keysMs, now });

  const liveUpdates = createLiveHub(services, {
    timing: options.liveTiming,
    limits: { ...streamLimits, all: config.maxLiveStreams },
  });
  metrics.watchStreams(liveUpdates.size);

  const changeInstallation = createChangeInstallation(services, isAdministrator);

  const bodyMemory = createBodyMemory(config.bodyMemoryBytes, () => now().getTime());
  metrics.watchBodies(bodyMemory.heldBytes);

  const { http, health } = createHttp({
    served: {
      ...createApiKeysRoutes(services),
      ...createOrgsRoutes(services),
      ...createMembersRoutes(services),
      ...createInvitationsRoutes(services),
      ...createAuditRoutes(services),
      ...createAuthRoutes(services, auth),
      ...createJobsRoutes(services, jobsService),
      ...createJobHistoryRoutes(services),
      ...createLiveUpdatesRoutes(liveUpdates),
      ...createFilesRoutes(filesService, now),
      ...createUploadsRoutes(uploadsService, now),
      ...createSchedulesRoutes(services),
      ...createUsageRoutes(services),
      ...createOrgLifecycleRoutes(services, jobsService),
      ...createSystemRoutes(services, { systemJobs: options.systemJobs, changeInstallation }),
      ...createSystemOrgsRoutes(services, changeInstallation),
      ...createSystemUsageRoutes(services),
      ...createPlansRoutes(services, changeInstallation),
      ...createSystemPeopleRoutes(services, changeInstallation),
    },
    direct: storage.direct.serve,
    authenticate: createAuthenticate({
      findKey: createFindKey(apiPool, now),
      findSession: createFindSession(services, isAdministrator),
      findIdentity: verify && createFindIdentity(services, verify, isAdministrator),
      allowedOrigins,
    }),
    allowedOrigins,
    findMembership: createFindMembership(apiPool),
    takeRate: createRequestRates(services),
    trustedProxies: config.trustedProxies,
    bodyMemory,
    hashKey: services.privateFields.hashKey,
    answerMs: limits.answerMs,
    replyChecks: { mode: config.replyChecks, report: (message) => log.error(message) },
    isReady: async () => options.isReady() && (await databaseAcceptsWrites()),
    metrics,
    log,
    onError: reportError,
    now,
  });
  /** `answered()` resolves when the work that requests left for after their responses has ended. */
  return { http, health, liveUpdates, answered: afterResponse.ended, jobsService, filesService };
}
