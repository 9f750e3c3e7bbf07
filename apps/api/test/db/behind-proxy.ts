import pg from "pg";
import { expect, onTestFinished } from "vitest";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { startTcpProxy, type TcpProxy, targetOf } from "../harness/tcp-proxy.ts";
import { type Answer, startTestGaffer, type TestGaffer, type TestGafferOptions } from "../harness/test-gaffer.ts";

export interface BehindProxy {
  gaffer: TestGaffer;
  proxy: TcpProxy;
  /** A connection to the database that bypasses the proxy. */
  database: TestDatabase;
  stop(): Promise<void>;
}

/**
 * Limits that are short enough to wait for, but long enough for a statement on a busy machine. `answerMs` is far longer
 * than the other limits: a response within half of it shows that another limit ended the request.
 */
export const shortLimits = {
  connectMs: 700,
  statementMs: 700,
  idleInTransactionMs: 700,
  answerMs: 60_000,
  probeMs: 200,
};

/** Starts Gaffer behind a TCP proxy to its database. Stopping it doesn't drop a `database` of the options. */
export async function startBehindProxy(options: TestGafferOptions = {}): Promise<BehindProxy> {
  const database = options.database ?? (await cloneDatabase());
  const proxy = await startTcpProxy(targetOf(database.url));
  const through = { ...database, url: proxy.connectionString(database.url) };
  const gaffer = await startTestGaffer({ limits: shortLimits, ...options, database: through });
  return {
    gaffer,
    proxy,
    database,
    async stop() {
      await gaffer.stop();
      await proxy.stop();
      if (!options.database) await database.drop();
    },
  };
}

/**
 * Opens a connection outside the pool: the end of a pool waits for its connections, and a failed test may not have
 * released one.
 */
async function connect(database: TestDatabase): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url, options: "-c search_path=gaffer" });
  client.on("error", () => {});
  await client.connect();
  return client;
}

/**
 * Locks the table until the returned function is called or the test ends. Meanwhile every statement on the table waits.
 */
export async function lockTable(database: TestDatabase, table: string): Promise<() => Promise<void>> {
  const client = await connect(database);
  await client.query(`begin; lock table ${table} in access exclusive mode`);
  let unlocked: Promise<void> | undefined;
  const unlock = () => (unlocked ??= client.end());
  onTestFinished(unlock);
  return unlock;
}

/** Makes commits that wrote to the table wait until the returned function is called or the test ends. */
export async function holdCommits(
  database: TestDatabase,
  table: string,
  event: "insert" | "update" = "insert",
): Promise<() => Promise<void>> {
  const client = await connect(database);
  await client.query(`
    create or replace function wait_to_commit() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock_shared(1); return null; end $$;
    create constraint trigger waits_to_commit after ${event} on ${table} deferrable initially deferred
       for each row execute function wait_to_commit();
    select pg_advisory_lock(1)`);
  // Drops the trigger, so that the next test can create it. Errors are ignored, because the database may already have
  // been dropped.
  onTestFinished(() =>
    database.admin.query(`drop trigger waits_to_commit on ${table}`).then(
      () => {},
      () => {},
    ),
  );
  let released: Promise<void> | undefined;
  const release = () => (released ??= client.end());
  onTestFinished(release);
  return release;
}

/** The number of Gaffer's database connections that wait for a lock. */
export async function waitingForLocks(database: TestDatabase): Promise<number> {
  const { rows } = await database.admin.query(
    `select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and application_name like 'gaffer_%'`,
  );
  return rows[0].waiting;
}

/** Waits for the work. Returns its result and its duration in milliseconds. */
export async function timed<Result>(work: Promise<Result>): Promise<{ result: Result; ms: number }> {
  const startedAt = performance.now();
  return { result: await work, ms: performance.now() - startedAt };
}

/** Expects a 503 problem that doesn't reveal the cause. */
export function expectUnavailable(answer: Answer<{ type: string }>): void {
  expect(answer).toMatchObject({ status: 503, body: { type: "/problems/unavailable", status: 503 } });
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
  expect(JSON.stringify(answer.body)).not.toMatch(/ECONN|timeout|127\.0\.0\.1|postgres/i);
}
