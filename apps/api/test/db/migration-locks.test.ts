/** Migrations of tables that other connections use. */
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { migrate } from "../../src/db/migrate.ts";
import { migrationLimits } from "../../src/db/pools.ts";
import { installQueue } from "../../src/modules/jobs/queue/job-queue.ts";
import { createLogProbe } from "../harness/log-probe.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { lockTable } from "./behind-proxy.ts";
import { job } from "./request-bodies.ts";

const migrationsFolder = path.join(import.meta.dirname, "../../migrations");
const limits = { ...migrationLimits, lockMs: 200 };
const types = { user: [], system: [] };
const isWaiting = ({ msg }: { msg: string }) => msg.startsWith("the migration can't lock a table");

/** The version of Gaffer that runs while the next version migrates the database. */
let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
});
afterAll(() => gaffer.stop());

/** Copies the migrations and adds one for the next version. */
async function withMigration(statement: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "gaffer-migrations-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(migrationsFolder, folder, { recursive: true });
  const journalFile = path.join(folder, "meta/_journal.json");
  const { entries, ...journal } = JSON.parse(await readFile(journalFile, "utf8"));
  const next = { ...entries.at(-1), idx: entries.length, when: entries.at(-1).when + 1, tag: "next_version" };
  await writeFile(journalFile, JSON.stringify({ ...journal, entries: [...entries, next] }));
  await writeFile(path.join(folder, "next_version.sql"), statement);
  return folder;
}

/** Holds the locks of a statement until the returned function is called or the test ends. */
async function hold(statement: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: gaffer.database.url, options: "-c search_path=gaffer" });
  await client.connect();
  await client.query(`begin; ${statement}`);
  let released: Promise<void> | undefined;
  const release = () => (released ??= client.end());
  onTestFinished(release);
  return release;
}

describe("migrate", () => {
  test("releases its lock request while a row is locked, so that creates continue, and retries", async () => {
    const { body } = await gaffer.inOrg("POST", "/jobs", job);
    const folder = await withMigration("alter table gaffer.jobs add column of_next_version integer");
    const release = await hold(`select from jobs where id = '${body.id}' for update`);
    const log = createLogProbe();
    const migrated = migrate(gaffer.database.url, (pool) => installQueue(pool, types), {
      limits,
      log: log.log,
      folder,
    });
    await log.waitFor((line) => isWaiting(line) && line.tries === 1);
    const created = await Promise.all(Array.from({ length: 10 }, () => gaffer.inOrg("POST", "/jobs", job)));
    expect(new Set(created.map(({ status }) => status))).toEqual(new Set([201]));
    await log.waitFor((line) => isWaiting(line) && line.tries === 2);
    await release();
    await migrated;
    await gaffer.database.admin.query("select of_next_version from jobs");
    expect((await gaffer.inOrg("POST", "/jobs", job)).status).toBe(201);
  });

  test("releases its lock request while a table of the queue is locked", async () => {
    const unlock = await lockTable(gaffer.database, "gaffer_queue.queue");
    const log = createLogProbe();
    const install = (pool: pg.Pool) => installQueue(pool, { ...types, user: ["file:profile"] });
    const migrated = migrate(gaffer.database.url, install, { limits, log: log.log });
    await log.waitFor(isWaiting);
    await unlock();
    await migrated;
  });

  test("waits for another process that migrates, and logs it", async () => {
    const release = await hold("select pg_advisory_lock(72616621)");
    const log = createLogProbe();
    const migrated = migrate(gaffer.database.url, (pool) => installQueue(pool, types), { limits, log: log.log });
    await log.waitFor(({ msg }) => msg === "another process migrates the database; waiting for it");
    const { rows } = await gaffer.database.admin.query(
      `select wait_event_type from pg_stat_activity
        where datname = current_database() and application_name = 'gaffer_migrate' and wait_event_type = 'Lock'`,
    );
    expect(rows).toEqual([]);
    await release();
    await migrated;
  });

  test("fails at once on any other error", async () => {
    const folder = await withMigration("alter table gaffer.jobs add column of_next_version text");
    const log = createLogProbe();
    // Deletes the record of the latest migration, but not its changes. The next run repeats this migration, which fails
    // because the changes exist.
    await gaffer.database.admin.query("delete from migrations where id = (select max(id) from migrations)");
    const migrated = migrate(gaffer.database.url, (pool) => installQueue(pool, types), {
      limits,
      log: log.log,
      folder,
    });
    await expect(migrated).rejects.toMatchObject({ cause: { code: "42701" } });
    expect(log.lines).toEqual([]);
  });
});

describe("installQueue", () => {
  test("uses no lock_timeout of its own", async () => {
    const texts: string[] = [];
    const pool = {
      query: (text: string, values?: unknown[]) => {
        texts.push(text);
        return gaffer.database.admin.query(text, values);
      },
    };
    await gaffer.database.admin.query("drop schema gaffer_queue cascade");
    await installQueue(pool as pg.Pool, types);
    expect(texts.some((text) => text.includes("CREATE TABLE"))).toBe(true);
    expect(texts.filter((text) => /lock_timeout/i.test(text))).toEqual([]);
  });
});
