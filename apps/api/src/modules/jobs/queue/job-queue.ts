/**
 * The queue of messages, and the only module that uses pg-boss. Each run of a user job is one message, which pg-boss
 * never retries. The transaction that settles an attempt decides about retries and inserts the next message.
 */
import type pg from "pg";
import { type ConnectionOptions, type JobInsert, PgBoss } from "pg-boss";
import type { Listener } from "../../../db/listener.ts";
import type { Transaction } from "../../../db/org-scope.ts";
import {
  type FetchedMessage,
  messageTable,
  type OutgoingMessage,
  type OutgoingPermit,
  type PermitMessage,
  type QueuedType,
  quarantine,
  queueName,
  queueSchema,
  type ReturnedMessage,
  type SystemJobMessage,
  typeName,
  type UserJobMessage,
} from "./message.ts";

type IDatabase = NonNullable<ConnectionOptions["db"]>;

export interface QueueError {
  message: string;
  cause?: unknown;
}

/** A cron of pg-boss that sends a system job for a schedule. */
export interface QueuedCron {
  schedule: string;
  type: string;
  cron: string;
}

export interface JobQueue {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Inserts messages of user jobs. Resolves when the statements are sent; the commit fails if one of them does. */
  insert(tx: Transaction, messages: readonly OutgoingMessage[]): Promise<void>;
  /** Inserts permits. Resolves when the statements are sent; the commit fails if one of them does. */
  insertPermits(tx: Transaction, permits: readonly OutgoingPermit[]): Promise<void>;
  /** Returns fetched messages to the queue, before the transaction that fetched them ends. */
  putBack(tx: Transaction, type: string, messages: readonly ReturnedMessage[]): void;
  /** Fetches up to `limit` due messages of one type, the lowest virtual start time first. */
  fetch(tx: Transaction, type: string, limit: number): Promise<FetchedMessage[]>;
  /** Returns the types that have a due message. */
  due(types: readonly string[]): Promise<string[]>;
  /** Removes messages of ended runs, and stale messages. Resolves when the statements are sent. */
  remove(tx: Transaction, type: string, messages: readonly { id: string }[]): Promise<void>;
  /** Removes messages of an organization, at most `limit`, and returns how many. */
  removeOrg(tx: Transaction, orgId: string, limit: number): Promise<number>;
  /** Subtracts `by` from the virtual start time of every queued message. */
  shiftVirtualStarts(tx: Transaction, by: number): Promise<void>;
  /** Marks the message of a failed run as failed. The queue keeps it for a week. */
  fail(tx: Transaction, type: string, messages: readonly { id: string }[]): Promise<void>;
  /**
   * Sends a message of a system job and returns the message's id. undefined: a message of this system job is already
   * queued or running.
   */
  sendSystem(tx: Transaction, type: string, message: SystemJobMessage): Promise<string | undefined>;
  /** Lists the crons in pg-boss's table. */
  crons(tx: Transaction): Promise<QueuedCron[]>;
  /** Sets a five-field cron, in UTC, that sends messages of a system job. */
  setCron(tx: Transaction, cron: QueuedCron): Promise<void>;
  clearCron(tx: Transaction, cron: Omit<QueuedCron, "cron">): Promise<void>;
  /**
   * Registers a callback for new messages. It receives the job type, or undefined if any type may have new messages.
   */
  onMessage(callback: (type?: string) => void): void;
}

const secondsPerDay = 86_400;

/** The key of a cron in pg-boss. Empty: the cron belongs to the schedule with the job's own name. */
const cronKey = ({ schedule, type }: Omit<QueuedCron, "cron">) => (schedule === type ? "" : queueName(schedule));

/**
 * pg-boss's cron calls take no transaction, so this creates an instance of pg-boss per transaction. An instance that
 * isn't started does nothing in the background.
 */
const bossIn = (tx: Transaction) =>
  new PgBoss({ db: { executeSql: tx.sql }, schema: queueSchema, migrate: false, supervise: false, schedule: false });

function toData({ jobId, orgId, virtualStart, runAt, type, queuedType }: OutgoingMessage): UserJobMessage {
  return { jobId, orgId, turn: virtualStart, ...(runAt && { delayed: true }), ...(queuedType !== type && { type }) };
}

const queueOptions = {
  notify: true,
  retryLimit: 0,
  // pg-boss's default of two weeks could delete a long backlog.
  retentionSeconds: 3650 * secondsPerDay,
  deleteAfterSeconds: 7 * secondsPerDay,
};

/** Creates or updates the queue's tables and the queues of these types. Runs as the owner of the tables. */
export async function installQueue(
  pool: pg.Pool,
  types: { user: readonly string[]; system: readonly { type: string; timeoutSeconds: number }[] },
): Promise<{ schema: string }> {
  // pg-boss would wait 30 s for each lock, and other statements queue behind a waiting statement. Without pg-boss's
  // setting, the limit of the connections applies.
  const withoutLockTimeout = (text: string) => text.replaceAll(/set local lock_timeout = \d+;/gi, "");
  const db: IDatabase = { executeSql: (text, values) => pool.query(withoutLockTimeout(text), values) };
  const boss = new PgBoss({ db, schema: queueSchema, supervise: false, schedule: false });
  const errors: unknown[] = [];
  boss.on("error", (error) => errors.push(error));
  try {
    await boss.start();
    for (const type of [...types.user, quarantine]) await boss.createQueue(queueName(type), queueOptions);
    for (const { type, timeoutSeconds } of types.system) {
      // A message that expires lets the next run start, so it must outlive the worker's own timeout.
      const expireInSeconds = Math.min(timeoutSeconds + 3600, secondsPerDay);
      // At most one message per system job is queued or active, so that the job never overlaps itself.
      await boss.createQueue(queueName(type), { ...queueOptions, expireInSeconds, policy: "exclusive" });
      // Without an update, an existing queue would keep its old expiry.
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
  /** Receives notifications of new messages. Absent: this process doesn't need them. */
  listener?: Listener;
  /** Whether this process maintains the queue's tables. */
  maintain: boolean;
  /** Whether this process sends the messages of crons. */
  schedule: boolean;
  /** Interval at which crons are checked, in seconds. Default: 30. */
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
    // Reindexing needs the rights of the tables' owner.
    reindex: false,
  });
  boss.on("error", (error) => onError({ message: "the queue's background work failed", cause: error }));
  boss.on("warning", (warning) => onError({ message: warning.message, cause: warning.data }));

  const within = (tx: Transaction): { db: IDatabase } => ({ db: { executeSql: tx.sql } });

  /** Resolves when pg-boss has sent the statement of a call. The commit fails if the statement does. */
  function whenSent(tx: Transaction, call: (db: IDatabase) => Promise<unknown>): Promise<void> {
    return new Promise((sent, failed) => {
      const executeSql: IDatabase["executeSql"] = (text, values) => {
        const answer = tx.sql(text, values);
        tx.commitAfter(answer);
        sent();
        return answer;
      };
      call({ executeSql }).catch(failed);
    });
  }

  async function remove(tx: Transaction, type: string, messages: readonly { id: string }[]): Promise<void> {
    if (messages.length === 0) return;
    const ids = messages.map(({ id }) => id);
    await whenSent(tx, (db) => boss.deleteJob(queueName(type), ids, { db }));
  }

  async function insertByType<Message extends { queuedType: QueuedType }>(
    tx: Transaction,
    messages: readonly Message[],
    toInsert: (message: Message) => JobInsert,
  ): Promise<void> {
    const groups = [...Map.groupBy(messages, ({ queuedType }) => queuedType)];
    await Promise.all(
      groups.map(([type, group]) =>
        whenSent(tx, (db) => boss.insert(queueName(type), group.map(toInsert), { db, returnId: false })),
      ),
    );
  }

  return {
    start: async () => void (await boss.start()),
    stop: () => boss.stop({ graceful: false }),

    insert: (tx, messages) =>
      insertByType(tx, messages, (message) => ({
        id: message.id,
        data: toData(message),
        priority: -message.virtualStart,
        ...(message.runAt && { startAfter: message.runAt.toISOString() }),
        // The worker ends an attempt at its timeout. This limit expires messages whose worker is lost.
        expireInSeconds: message.timeoutSeconds + secondsPerDay,
      })),

    insertPermits: (tx, permits) =>
      insertByType(tx, permits, ({ id, orgId, places, turn, cost }) => ({
        id,
        data: { orgId, places, turn, cost } satisfies PermitMessage,
        priority: -turn,
      })),

    // pg-boss has no call for this.
    putBack(tx, type, messages) {
      if (messages.length === 0) return;
      const returned = messages.map(({ id, permit }) => ({
        id,
        permit: permit ?? {},
        priority: permit && -permit.turn,
      }));
      tx.commitAfter(
        tx.sql(
          `update ${queueSchema}.job set state = 'created', started_on = null, data = data || returned.permit,
                  priority = coalesce(returned.priority, job.priority)
             from json_to_recordset($2) as returned (id uuid, permit jsonb, priority int)
            where name = $1 and job.id = returned.id and state = 'active'`,
          [queueName(type), JSON.stringify(returned)],
        ),
      );
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

    remove,

    async removeOrg(tx, orgId, limit) {
      const { rows } = await tx.sql(`select id, queue from ${messageTable} as message where org_id = $1 limit $2`, [
        orgId,
        limit,
      ]);
      for (const [name, messages] of Map.groupBy(rows as { id: string; queue: string }[], (row) => row.queue))
        await remove(tx, typeName(name), messages);
      return rows.length;
    },

    // pg-boss can change only one priority per call. This statement changes all of them. It runs about once per billion
    // jobs.
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
