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
  /** Default: mails are written to the log. */
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

export interface Limits extends DatabaseLimits {
  /** Maximum duration of a request after its body has arrived, in milliseconds. */
  answerMs: number;
  /** Interval of probes on the listening connection, in milliseconds. */
  probeMs: number;
  /** Minimum time between two requests for the identity provider's keys, in milliseconds. */
  keysMs: number;
}
