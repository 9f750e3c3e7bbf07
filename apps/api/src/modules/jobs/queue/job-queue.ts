/**
 * The queue of messages under the jobs. The only place that knows pg-boss. Each run of a user job is one message, which pg-boss never retries by itself: attempts, backoff and lost workers are decided on the job's
 * row, in the transaction that also inserts the next message.
 */
import type pg from "pg";
import { type ConnectionOptions, PgBoss } from "pg-boss";
import type { Listener } from "../../../db/listener.ts";
import type { Transaction } from "../../../db/org-scope.ts";
import {
  type FetchedMessage,
  type OutgoingMessage,
  quarantine,
  queueName,
  queueSchema,
  type SystemJobMessage,
  typeName,
  type UserJobMessage,
} from "./message.ts";

type IDatabase = NonNullable<ConnectionOptions["db"]>;

export interface QueueError {
  message: string;
  cause?: unknown;
}

/** A system job on a cron, for a schedule. */
export interface QueuedCron {
  schedule: string;
  type: string;
  cron: string;
}

export interface JobQueue {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Adds messages of user jobs; they exist when the transaction commits. */
  insert(tx: Transaction, messages: readonly OutgoingMessage[]): Promise<void>;
  /** Takes up to `limit` messages of one type that are due, the lowest virtual start time first. */
  fetch(tx: Transaction, type: string, limit: number): Promise<FetchedMessage[]>;
  /** Which of these types have a message that is due. */
  due(types: readonly string[]): Promise<string[]>;
  /** Removes messages whose run has ended, or which name a run that isn't wanted any more. */
  remove(tx: Transaction, type: string, messages: readonly { id: string }[]): Promise<void>;
  /** Subtracts `by` from the virtual start time of every queued message. */
  shiftVirtualStarts(tx: Transaction, by: number): Promise<void>;
  /** Marks the message of a failed run, which is kept for a week. */
  fail(tx: Transaction, type: string, messages: readonly { id: string }[]): Promise<void>;
  /** Sends a message of a system job; says its id, or nothing when one waits or is under way already. */
  sendSystem(tx: Transaction, type: string, message: SystemJobMessage): Promise<string | undefined>;
  /** What it has on a cron. */
  crons(tx: Transaction): Promise<QueuedCron[]>;
  /** Sends messages of a system job on a five-field cron expression, in UTC. */
  setCron(tx: Transaction, cron: QueuedCron): Promise<void>;
  clearCron(tx: Transaction, cron: Omit<QueuedCron, "cron">): Promise<void>;
  /** Calls back with a job type whose queue has something new, and with nothing when all may have. */
  onMessage(callback: (type?: string) => void): void;
}

const secondsPerDay = 86_400;

/** A job's own schedule has no key, as pg-boss has it when there is only one. */
const cronKey = ({ schedule, type }: Omit<QueuedCron, "cron">) => (schedule === type ? "" : queueName(schedule));

/** pg-boss has no call for its crons that takes a transaction. One that isn't started does nothing by itself. */
const bossIn = (tx: Transaction) =>
  new PgBoss({ db: { executeSql: tx.sql }, schema: queueSchema, migrate: false, supervise: false, schedule: false });

function toData({ jobId, orgId, virtualStart, runAt, type, queuedType }: OutgoingMessage): UserJobMessage {
  return { jobId, orgId, turn: virtualStart, ...(runAt && { delayed: true }), ...(queuedType !== type && { type }) };
}

const queueOptions = {
  notify: true,
  retryLimit: 0,
  // A backlog may stand for longer than pg-boss's two weeks without being thrown away.
  retentionSeconds: 3650 * secondsPerDay,
  deleteAfterSeconds: 7 * secondsPerDay,
};

/** Installs or updates the queue's tables and the queues of these types. Runs as the owner of the database. */
export async function installQueue(
  pool: pg.Pool,
  types: { user: readonly string[]; system: readonly { type: string; timeoutSeconds: number }[] },
): Promise<{ schema: string }> {
  // pg-boss would wait 30 s for each lock, and everything else behind it. The limit of the pool's connections holds instead.
  const withoutLockTimeout = (text: string) => text.replaceAll(/set local lock_timeout = \d+;/gi, "");
  const db: IDatabase = { executeSql: (text, values) => pool.query(withoutLockTimeout(text), values) };
  const boss = new PgBoss({ db, schema: queueSchema, supervise: false, schedule: false });
  const errors: unknown[] = [];
  boss.on("error", (error) => errors.push(error));
  try {
    await boss.start();
    for (const type of [...types.user, quarantine]) await boss.createQueue(queueName(type), queueOptions);
    for (const { type, timeoutSeconds } of types.system) {
      // Once a message has expired, the next run may start: not before the worker has ended this one at its timeout.
      const expireInSeconds = Math.min(timeoutSeconds + 3600, secondsPerDay);
      // A system job never overlaps itself: one message, waiting or active, at a time.
      await boss.createQueue(queueName(type), { ...queueOptions, expireInSeconds, policy: "exclusive" });
      // One that was there before has the old limit.
      await boss.updateQueue(queueName(type), { expireInSeconds });
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  if (errors.length > 0) throw errors[0];
  return { schema: queueSchema };
}

export interface JobQueueOptions {
  pool: pg.Pool;
  /** Where new messages are heard of; absent: nobody listens. */
  listener?: Listener;
  /** Whether this process keeps the queue's tables tidy. */
  maintain: boolean;
  /** Whether this process sends the scheduled messages. */
  schedule: boolean;
  /** How often it looks for those that are due; absent: twice a minute. */
  scheduleSeconds?: number;
  onError: (error: QueueError) => void;
}

export function createJobQueue(options: JobQueueOptions): JobQueue {
  const { pool, listener, maintain, schedule, scheduleSeconds, onError } = options;
  const callbacks: ((type?: string) => void)[] = [];
  const announce = (type?: string) => {
    for (const callback of callbacks) callback(type);
  };
  const db: IDatabase = {
    executeSql: (text, values) => pool.query(text, values),
    ...(listener && {
      async listen(channel: string, onNotification: (payload: string) => void, onReconnect: () => void) {
        const unsubscribe = await listener.subscribe(channel, {
          onNotification(queue) {
            onNotification(queue);
            announce(typeName(queue));
          },
          onReconnect() {
            onReconnect();
            announce();
          },
        });
        return { close: unsubscribe };
      },
    }),
  };
  const boss = new PgBoss({
    db,
    schema: queueSchema,
    migrate: false,
    supervise: maintain,
    schedule,
    ...(scheduleSeconds && { cronMonitorIntervalSeconds: scheduleSeconds, cronWorkerIntervalSeconds: scheduleSeconds }),
    useListenNotify: listener !== undefined,
    // Needs the rights of the tables' owner.
    reindex: false,
  });
  boss.on("error", (error) => onError({ message: "the queue's background work failed", cause: error }));
  boss.on("warning", (warning) => onError({ message: warning.message, cause: warning.data }));

  const within = (tx: Transaction): { db: IDatabase } => ({ db: { executeSql: tx.sql } });

  return {
    start: async () => void (await boss.start()),
    stop: () => boss.stop({ graceful: false }),

    async insert(tx, messages) {
      for (const [type, group] of Map.groupBy(messages, (message) => message.queuedType)) {
        const inserts = group.map((message) => ({
          id: message.id,
          data: toData(message),
          priority: -message.virtualStart,
          ...(message.runAt && { startAfter: message.runAt.toISOString() }),
          // The worker ends an attempt at its timeout. This is for a message that no worker answers for any more.
          expireInSeconds: message.timeoutSeconds + secondsPerDay,
        }));
        await boss.insert(queueName(type), inserts, { ...within(tx), returnId: false });
      }
    },

    async fetch(tx, type, limit) {
      return boss.fetch<NonNullable<FetchedMessage["data"]>>(queueName(type), { ...within(tx), batchSize: limit });
    },

    async due(types) {
      const { rows } = await pool.query(
        `select queue from unnest($1::text[]) as queue
          where exists (select from ${queueSchema}.job where name = queue and state < 'active' and start_after <= now())`,
        [types.map(queueName)],
      );
      return rows.map(({ queue }) => typeName(queue));
    },

    async remove(tx, type, messages) {
      if (messages.length > 0)
        await boss.deleteJob(
          queueName(type),
          messages.map((m) => m.id),
          within(tx),
        );
    },

    // pg-boss can change one message's priority at a time; this is every waiting one, once in a thousand million jobs.
    async shiftVirtualStarts(tx, by) {
      await tx.sql(
        `update ${queueSchema}.job
            set priority = least(0, priority + $1),
                data = jsonb_set(data, '{turn}', to_jsonb(greatest(0, (data ->> 'turn')::bigint - $1)))
          where state < 'active' and data ? 'turn'`,
        [by],
      );
    },

    async fail(tx, type, messages) {
      if (messages.length > 0)
        await boss.fail(
          queueName(type),
          messages.map((m) => m.id),
          {},
          within(tx),
        );
    },

    async sendSystem(tx, type, message) {
      return (await boss.send(queueName(type), message, within(tx))) ?? undefined;
    },

    async crons(tx) {
      const schedules = await bossIn(tx).getSchedules();
      return schedules.map(({ name, key, cron }) => ({ schedule: typeName(key || name), type: typeName(name), cron }));
    },

    async setCron(tx, { schedule, type, cron }) {
      const data: SystemJobMessage = { schedule };
      await bossIn(tx).schedule(queueName(type), cron, data, { tz: "UTC", key: cronKey({ schedule, type }) });
    },

    async clearCron(tx, cron) {
      await bossIn(tx).unschedule(queueName(cron.type), cronKey(cron));
    },

    onMessage(callback) {
      callbacks.push(callback);
    },
  };
}
