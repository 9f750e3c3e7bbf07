/** Registers the handlers of user jobs: which handler runs which type, and what it needs. */
import { createSafeFetch } from "@gaffer/safe-fetch";
import type pg from "pg";
import packageJson from "../package.json" with { type: "json" };
import { createPool, type DatabaseLimits } from "./db/pools.ts";
import type { profileFile } from "./modules/jobs/handlers/file-profile.handler.ts";
import { createHttpRequestHandler } from "./modules/jobs/handlers/http-request.handler.ts";
import { type HandlerLoader, isolated } from "./modules/jobs/handlers/isolated.ts";
import type { importJobs } from "./modules/jobs/handlers/jobs-import.handler.ts";
import { createExportHandler } from "./modules/jobs/handlers/org-export.handler.ts";
import { type JobHandlers, jobHandlerRegistry } from "./modules/jobs/handlers/registry.ts";
import { createReportHandler } from "./modules/jobs/handlers/report-generate.handler.ts";
import { createReadActivity } from "./modules/jobs/routes/job-activity.ts";
import { createReadOrgLines, exportQueries } from "./modules/org-lifecycle/export-org.ts";
import type { Config } from "./server/config.ts";

export interface HandlerResources {
  config: Config;
  /** The worker's pool. */
  pool: pg.Pool;
  now: () => Date;
}

/** Where a process finds the handlers to run a job in quarantine. */
export function jobHandlerLoader(resources: OwnResources): HandlerLoader {
  return { module: new URL(import.meta.url), exportName: "openJobHandlers", resources };
}

/** Resources of a process that opens the handlers. Plain data, because it is sent to that process. */
interface OwnResources {
  config: Config;
  databaseUrl: string;
  limits: DatabaseLimits;
}

/** Opens the handlers in a process that runs one job. */
export function openJobHandlers({ config, databaseUrl, limits }: OwnResources): JobHandlers {
  const pool = createPool(databaseUrl, "gaffer_worker", { max: 2, limits });
  // The pool replaces a lost idle connection.
  pool.on("error", () => {});
  return createJobHandlers({ config, pool, now: () => new Date() });
}

export function createJobHandlers({ config, pool, now }: HandlerResources): JobHandlers {
  const safeFetch = createSafeFetch({ allowed: config.outboundAllow });
  const exportOrg = createExportHandler({
    kinds: [...exportQueries.keys()],
    read: createReadOrgLines(pool),
    maxFileBytes: config.maxFileBytes,
    now,
  });
  return jobHandlerRegistry
    .register({
      type: "file:profile",
      // Like `jobs:import`, it parses files of users. In its own process, a malicious file can only crash or block its
      // own attempt.
      handler: isolated<typeof profileFile>(
        new URL("./modules/jobs/handlers/file-profile.handler.ts", import.meta.url),
        "profileFile",
      ),
      isolation: "process",
      concurrency: 4,
    })
    .register({ type: "http:request", handler: createHttpRequestHandler(safeFetch, `Gaffer/${packageJson.version}`) })
    .register({ type: "report:generate", handler: createReportHandler(createReadActivity(pool)) })
    .register({
      type: "jobs:import",
      handler: isolated<typeof importJobs>(
        new URL("./modules/jobs/handlers/jobs-import.handler.ts", import.meta.url),
        "importJobs",
      ),
      isolation: "process",
      concurrency: 2,
      timeoutSeconds: 3600,
    })
    .register({ type: "org:export", handler: exportOrg, concurrency: 1, timeoutSeconds: 6 * 3600 });
}
