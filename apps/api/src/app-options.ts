import type { Logger } from "pino";
import type { DatabaseLimits } from "./db/pools.ts";
import type { SendMail } from "./modules/auth/mails.ts";
import type { ScryptCost } from "./modules/auth/password-hash.ts";
import type { S3Limits } from "./modules/files/storage/s3-client.ts";
import type { HandlerLoader } from "./modules/jobs/handlers/isolated.ts";
import type { JobHandlers, SystemJobHandlers } from "./modules/jobs/handlers/registry.ts";
import type { JobRunnerTiming } from "./modules/jobs/worker/job-runner.ts";
import type { LiveTiming } from "./modules/live-updates/live-hub.ts";
import type { SystemSchedules } from "./modules/system/system-schedules.ts";
import type { Config } from "./server/config.ts";

export interface AppOptions {
  config: Config;
  databaseUrl: string;
  log: Logger;
  now?: () => Date;
  timing?: Partial<JobRunnerTiming & { keepSchedulesMs: number }>;
  limits?: Partial<Limits>;
  s3Limits?: Partial<S3Limits>;
  liveTiming?: Partial<LiveTiming>;
  /** What delivers mails, instead of the log. */
  sendMail?: SendMail;
  /** Cost of password hashes. Default: `defaultCost`. */
  passwordCost?: ScryptCost;
  /** How often the scheduler looks for what is due. */
  scheduleSeconds?: number;
  /** Others than the product's own. */
  handlers?: JobHandlers;
  /** Where a process finds `handlers`, to run a job in quarantine; absent: it runs in the worker's process. */
  handlerLoader?: HandlerLoader;
  /** System jobs that do something else than the product's own. */
  systemHandlers?: SystemJobHandlers;
  /** What runs on a schedule besides. */
  defineSchedules?: (schedules: SystemSchedules) => Promise<void>;
}

export interface Limits extends DatabaseLimits {
  /** How long a request may take, in milliseconds, once its body is there. */
  answerMs: number;
  /** How often the connection that listens is asked whether it is still there. */
  probeMs: number;
  /** How often at most the keys of the identity provider are looked up for one that isn't known. */
  keysMs: number;
}
