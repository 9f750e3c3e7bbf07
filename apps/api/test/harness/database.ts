import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** A superuser's connection to the cluster that all test files share. */
    clusterUrl: string;
  }
}

/** The name of the template database. A nested test run on the same cluster has its own template. */
export const templateName = process.env.TEST_TEMPLATE_DATABASE ?? "gaffer_template";

export function databaseAt(clusterUrl: string, name: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}

export interface TestDatabase {
  url: string;
  /** A superuser's pool, to which row-level security doesn't apply. */
  admin: pg.Pool;
  drop(): Promise<void>;
}

/** `KEEP_DATABASE=1` keeps each test file's database until Ctrl-C, and prints its URL. */
export const keepsDatabases = process.env.KEEP_DATABASE === "1";

/** Creates a database for this test file. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const clusterUrl = inject("clusterUrl");
  const name = `gaffer_${randomUUID().replaceAll("-", "")}`;
  await onCluster(clusterUrl, `create database ${name} template ${templateName}`);
  const url = databaseAt(clusterUrl, name);
  return openTestDatabase(url, async () => {
    if (keepsDatabases) {
      process.stderr.write(`${expect.getState().testPath}: psql ${url}\n`);
      return;
    }
    await onCluster(clusterUrl, allGone(name));
    await onCluster(clusterUrl, `drop database if exists ${name} with (force)`);
  });
}

/** Opens an existing database. */
export function openTestDatabase(url: string, drop: () => Promise<void> = async () => {}): TestDatabase {
  const admin = new pg.Pool({ connectionString: url, max: 3, options: "-c search_path=gaffer" });
  // A test that terminates connections also terminates idle ones of this pool.
  admin.on("error", () => {}).on("connect", (client) => client.on("error", () => {}));
  return {
    url,
    admin,
    async drop() {
      await admin.end();
      await drop();
    },
  };
}

/**
 * Waits a moment until closing connections are closed: terminating a closing connection would emit an error without a
 * listener. Some tests leave connections open on purpose.
 */
const allGone = (name: string) => `do $$ begin
  for attempt in 1..50 loop
    perform pg_stat_clear_snapshot();
    exit when not exists (select from pg_stat_activity where datname = '${name}');
    perform pg_sleep(0.01);
  end loop;
end $$`;

async function onCluster(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // Repeats the statement while the template is in use: two concurrent clones can block each other.
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(statement);
      break;
    } catch (error) {
      if ((error as { code?: string }).code !== "55006" || attempt === 50) throw error;
    }
  }
  await client.end();
}
