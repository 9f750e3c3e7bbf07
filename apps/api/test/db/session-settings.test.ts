/** Settings of the server, the database, the user and the URL that would break the code if they were in effect. */
import type pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createOwnerPool, createPool, migrationLimits } from "../../src/db/pools.ts";
import { pinnedSettings } from "../../src/db/session.ts";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { emptyProfile, startTestGaffer } from "../harness/test-gaffer.ts";
import { job } from "./request-bodies.ts";

/** TCP keepalive settings have no effect on the Unix socket of the test cluster. */
type Pinned = Exclude<keyof typeof pinnedSettings, `tcp_${string}`>;

const hostile: Record<Pinned, string> = {
  search_path: "pg_catalog",
  row_security: "off",
  default_transaction_isolation: "serializable",
  default_transaction_deferrable: "on",
  synchronous_commit: "off",
  client_encoding: "LATIN1",
  datestyle: "German, DMY",
  intervalstyle: "sql_standard",
  timezone: "Asia/Kathmandu",
  bytea_output: "escape",
  extra_float_digits: "-15",
  standard_conforming_strings: "off",
  array_nulls: "off",
  transform_null_equals: "on",
  exit_on_error: "on",
  lock_timeout: "1ms",
  // Long enough to connect before PostgreSQL closes the idle session.
  idle_session_timeout: "500ms",
  jit: "on",
};

let database: TestDatabase;
let name: string;
beforeAll(async () => {
  database = await cloneDatabase();
  name = new URL(database.url).pathname.slice(1);
});
afterAll(() => database.drop());
afterEach(async () => {
  await database.admin.query(`alter database ${name} reset all`);
  await database.admin.query(`alter role current_user in database ${name} reset all`);
});

const set = (setting: string, value: string) =>
  database.admin.query(`alter database ${name} set ${setting} = ${setting === "search_path" ? value : `'${value}'`}`);

/** Whether this version of PostgreSQL has the setting. */
async function isKnown(setting: string): Promise<boolean> {
  const { rows } = await database.admin.query("select current_setting($1, true) is not null as known", [setting]);
  return rows[0].known;
}

async function settingsOf(pool: pg.Pool, names: readonly string[]): Promise<(string | null)[]> {
  const { rows } = await pool.query("select current_setting(name, true) as setting from unnest($1::text[]) as name", [
    names,
  ]);
  await pool.end();
  return rows.map(({ setting }) => setting);
}

const workerPool = () => createPool(database.url, "gaffer_worker", { max: 1 });

/** Creates jobs one after the other on several connections, and runs them. */
async function expectWork(): Promise<void> {
  const gaffer = await startTestGaffer({ database, handler: async () => ({ output: emptyProfile }) });
  const lanes = Array.from({ length: 4 }, async () => {
    const answers = [];
    for (let sent = 0; sent < 6; sent++) answers.push(await gaffer.inOrg("POST", "/jobs", job));
    return answers;
  });
  const answers = (await Promise.all(lanes)).flat();
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 24 }, () => 201));
  const ended = await Promise.all(answers.map(({ body }) => gaffer.attemptEnded(body.id)));
  expect(ended.map(({ status }) => status)).toEqual(Array.from({ length: 24 }, () => "completed"));
  expect((await gaffer.inOrg("GET", "/jobs/stats")).status).toBe(200);
  expect(gaffer.log.lines.filter(({ level }) => level >= 50)).toEqual([]);
  await gaffer.stop();
}

describe("SessionClient", () => {
  test.each(Object.entries(hostile))("pins %s, which the database sets to %s", async (setting, value) => {
    if (!(await isKnown(setting))) return;
    await set(setting, value);
    const pool = workerPool();
    const current = async () => (await pool.query("select current_setting($1)", [setting])).rows;
    const found = await current();
    await pool.query("select set_config($1, $2, false)", [setting, pinnedSettings[setting as Pinned]]);
    expect(found).toEqual(await current());
    await pool.end();
  });

  test("keeps a weaker synchronous_commit that still waits for the disk", async () => {
    await set("synchronous_commit", "local");
    expect(await settingsOf(workerPool(), ["synchronous_commit"])).toEqual(["local"]);
  });

  test("replaces a shorter limit of transactions by its own", async () => {
    if (!(await isKnown("transaction_timeout"))) return;
    await set("transaction_timeout", "500ms");
    expect(await settingsOf(workerPool(), ["transaction_timeout"])).toEqual(["1min"]);
  });

  test("keeps default_transaction_read_only", async () => {
    await set("default_transaction_read_only", "on");
    expect(await settingsOf(workerPool(), ["default_transaction_read_only"])).toEqual(["on"]);
  });

  test("sets the role of its pool when the user has another default role", async () => {
    await database.admin.query(`alter role current_user in database ${name} set role = 'gaffer_auth'`);
    const owner = createOwnerPool(database.url, migrationLimits);
    expect(await settingsOf(owner, ["role"])).toEqual(["none"]);
    expect(await settingsOf(workerPool(), ["role"])).toEqual(["gaffer_worker"]);
  });

  test("sets the settings of its pool when the URL has others", async () => {
    const url = new URL(database.url);
    url.searchParams.set("options", "-c role=gaffer_auth -c search_path=public -c statement_timeout=1000");
    url.searchParams.set("application_name", "other");
    const pool = createPool(url.href, "gaffer_worker", { max: 1 });
    const names = ["role", "search_path", "statement_timeout", "application_name"];
    expect(await settingsOf(pool, names)).toEqual(["gaffer_worker", "gaffer", "15s", "gaffer_worker"]);
  });
});

describe("createJob and worker", () => {
  test.each(["default_transaction_isolation", "row_security", "datestyle", "standard_conforming_strings"] as const)(
    "create and complete jobs when the database sets %s",
    async (setting) => {
      await set(setting, hostile[setting]);
      await expectWork();
    },
  );

  test("create and complete jobs when database and user set everything", async () => {
    for (const [index, [setting, value]] of Object.entries(hostile).entries()) {
      if (!(await isKnown(setting))) continue;
      if (index % 2 === 0) await set(setting, value);
      else await database.admin.query(`alter role current_user in database ${name} set ${setting} = '${value}'`);
    }
    await expectWork();
  });
});
