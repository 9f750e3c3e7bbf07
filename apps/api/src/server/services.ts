import type pg from "pg";
import type { Logger } from "pino";
import type { Listener } from "../db/listener.ts";
import type { DatabaseLimits } from "../db/pools.ts";
import type { Mails, SendMail } from "../modules/auth/mails.ts";
import type { Storage } from "../modules/files/storage/storage.ts";
import type { Admission, JobHandlers, JobQueue, PrivateFields, WorkerTiming } from "../modules/jobs/index.ts";
import type { ReportError } from "../throttled-log.ts";
import type { Config } from "./config.ts";
import type { Metrics } from "./metrics.ts";

/** What the parts of a process share. `app.ts` builds it once. A part declares what it needs: `Pick<Services, "now" | "log">`. */
export interface Services {
  config: Config;
  limits: Limits;
  timing: Timing;
  now: () => Date;
  log: Logger;
  /** Logs an error that a loop or many requests may repeat. */
  reportError: ReportError;
  metrics: Metrics;
  /** Role `gaffer_api`: sees the organizations of its transaction. */
  apiPool: pg.Pool;
  /** Role `gaffer_worker`: sees all organizations. */
  workerPool: pg.Pool;
  /** Role `gaffer_auth`: sees users and their sessions. */
  authPool: pg.Pool;
  /** Receives notifications in a worker or a scheduler. */
  listener: Listener;
  queue: JobQueue;
  admission: Admission;
  privateFields: PrivateFields;
  handlers: JobHandlers;
  storage: Storage;
  /** The texts of mails. */
  mails: Mails;
  sendMail: SendMail;
}

/** Time limits, in milliseconds. */
export interface Limits extends DatabaseLimits {
  /** Maximum time of a request after its body has arrived. */
  answerMs: number;
  /** Interval of probes of the connection that listens for notifications. */
  probeMs: number;
  /** Minimum time between two fetches of the identity provider's keys for an unknown key. */
  keysMs: number;
}

export interface Timing extends WorkerTiming {
  /** Interval at which a scheduler syncs the schedules of system jobs, in milliseconds. */
  keepSchedulesMs: number;
}
