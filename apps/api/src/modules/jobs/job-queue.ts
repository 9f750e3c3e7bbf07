/**
 * The queue of messages under the jobs. The only place that knows pg-boss.
 *
 * A message carries ids and nothing else, because the queue's tables have no row-level security. Each run of a user job
 * is one message, which pg-boss never retries by itself: attempts, backoff and lost workers are decided on the job's
 * row, in the transaction that also inserts the next message.
 */
import type { JobType } from "@gaffer/contracts/server";
import type pg from "pg";
import { type ConnectionOptions, PgBoss } from "pg-boss";
import type { Listener } from "../../db/listener.ts";
import type { Transaction } from "../../db/org-scope.ts";
import type { SystemJobTypes } from "./handlers/types.ts";

type IDatabase = NonNullable<ConnectionOptions["db"]>;

export const queueSchema = "gaffer_queue";

/** What a message of a user job says. A message without a `jobId` is one of a system job. */
export interface UserJobMessage {
  jobId: string;
  orgId: string;
  /** Its organization's turn. Lower turns are fetched first. */
  turn: number;
  /** It wasn't due when it was sent, so it isn't counted as admitted. */
  delayed?: true;
}

/**
 * The messages as a table, for statements that compare them with rows, which pg-boss has no call for. One is `queued` until
 * it is fetched, and `live` until it ends. Its key is `queue` and `id`; one of a system job has no `job_id`.
 */
export const messageTable = `(
  select id, name as queue, replace(name, '.', ':') as type, (data ->> 'orgId')::uuid as org_id,
         (data ->> 'jobId')::uuid as job_id, data ? 'delayed' as delayed, state < 'active' as queued,
         state < 'completed' as live
    from ${queueSchema}.job
)`;

/** The queue of a type: `queueName` in SQL. */
export const queueOf = (type: string) => `replace(${type}, ':', '.')`;

export interface OutgoingMessage extends Omit<UserJobMessage, "delayed"> {
  id: string;
  type: JobType;
  /** Not before this instant; absent: at once, which also wakes a worker. */
  runAt?: Date;
  timeoutSeconds: number;
}

export interface FetchedMessage {
  id: string;
  retryCount: number;
  data: Partial<UserJobMessage> | null;
}

export interface QueueError {
  message: string;
  cause?: unknown;
}

export interface JobQueue {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Adds messages of user jobs; they exist when the transaction commits. */
  insert(tx: Transaction, messages: readonly OutgoingMessage[]): Promise<void>;
  /** Takes up to `limit` messages of one type that are due, the lowest turn first. */
  fetch(tx: Transaction, type: string, limit: number): Promise<FetchedMessage[]>;
  /** Which of these types have a message that is due. */
  due(types: readonly string[]): Promise<string[]>;
  /** Removes messages whose run has ended, or which name a run that isn't wanted any more. */
  remove(tx: Transaction, type: string, messages: readonly { id: string }[]): Promise<void>;
  /** Takes `by` from the turn of every message that waits. */
  shiftTurns(tx: Transaction, by: number): Promise<void>;
  /** Marks the message of a failed run, which is kept for a week. */
  fail(tx: Transaction, type: string, messages: readonly { id: string }[]): Promise<void>;
  /** Runs a system job on a five-field cron expression, in UTC. */
  schedule(type: keyof SystemJobTypes, cron: string): Promise<void>;
  /** Calls back with a job type whose queue has something new, and with nothing when all may have. */
  onMessage(callback: (type?: string) => void): void;
}

const secondsPerDay = 86_400;

function toData({ jobId, orgId, turn, runAt }: OutgoingMessage): UserJobMessage {
  return { jobId, orgId, turn, ...(runAt && { delayed: true }) };
}

/** Queue names can't hold a colon; types and their files can't hold a dot. */
const queueName = (type: string) => type.replace(":", ".");
const typeName = (queue: string) => queue.replace(".", ":");

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
  types: { user: readonly string[]; system: readonly string[] },
): Promise<{ schema: string }> {
  const db: IDatabase = { executeSql: (text, values) => pool.query(text, values) };
  const boss = new PgBoss({ db, schema: queueSchema, supervise: false, schedule: false });
  const errors: unknown[] = [];
  boss.on("error", (error) => errors.push(error));
  try {
    await boss.start();
    for (const type of types.user) await boss.createQueue(queueName(type), queueOptions);
    // A system job never overlaps itself: one message, waiting or active, at a time.
    for (const type of types.system) await boss.createQueue(queueName(type), { ...queueOptions, policy: "exclusive" });
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
      for (const [type, group] of Map.groupBy(messages, (message) => message.type)) {
        const inserts = group.map((message) => ({
          id: message.id,
          data: toData(message),
          priority: -message.turn,
          ...(message.runAt && { startAfter: message.runAt.toISOString() }),
          // The worker ends an attempt at its timeout. This is for a message that no worker answers for any more.
          expireInSeconds: message.timeoutSeconds + secondsPerDay,
        }));
        await boss.insert(queueName(type), inserts, { ...within(tx), returnId: false });
      }
    },

    async fetch(tx, type, limit) {
      return boss.fetch<Partial<UserJobMessage>>(queueName(type), { ...within(tx), batchSize: limit });
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
    async shiftTurns(tx, by) {
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

    async schedule(type, cron) {
      await boss.schedule(queueName(type), cron, {}, { tz: "UTC" });
    },

    onMessage(callback) {
      callbacks.push(callback);
    },
  };
}
