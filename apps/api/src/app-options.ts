import type { Logger } from "pino";
import type { Config } from "./config.ts";
import type { DatabaseLimits } from "./db/pools.ts";
import type { PersonCaller } from "./http/caller.ts";
import type { S3Limits } from "./modules/files/storage/s3-client.ts";
import type { JobHandlers, SystemJobHandlers } from "./modules/jobs/handlers/registry.ts";
import type { JobRunnerTiming } from "./modules/jobs/job-runner.ts";
import type { SendMail } from "./modules/orgs/invitation-mail.ts";
import type { SystemSchedules } from "./modules/system/system-schedules.ts";

export interface AppOptions {
  config: Config;
  databaseUrl: string;
  log: Logger;
  now?: () => Date;
  timing?: Partial<JobRunnerTiming & { keepSchedulesMs: number }>;
  limits?: Partial<Limits>;
  s3Limits?: Partial<S3Limits>;
  /** How often the scheduler looks for what is due. */
  scheduleSeconds?: number;
  /** Others than the product's own. */
  handlers?: JobHandlers;
  /** System jobs that do something else than the product's own. */
  systemHandlers?: SystemJobHandlers;
  /** Who is signed in with this; until there are sessions, tests say so themselves. */
  findPerson?: (presented: string) => Promise<PersonCaller | undefined>;
  /** What delivers mail; absent: it is written to the log. */
  sendMail?: SendMail;
  /** What runs on a schedule besides. */
  defineSchedules?: (schedules: SystemSchedules) => Promise<void>;
}

export interface Limits extends DatabaseLimits {
  /** How long a request may take, in milliseconds, once its body is there. */
  answerMs: number;
  /** How often the connection that listens is asked whether it is still there. */
  probeMs: number;
}
