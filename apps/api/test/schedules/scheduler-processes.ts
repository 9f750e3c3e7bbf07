/** Starts schedulers in processes of their own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished } from "vitest";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { type GafferProcess, startProcess } from "../process/gaffer-process.ts";

/** The module that starts a scheduler whose unfinished transactions PostgreSQL ends soon. */
export const impatient = path.join(import.meta.dirname, "impatient-scheduler.ts");

/** Creates a database for the test, and a folder for the processes on it. */
export async function prepareSchedulers({ entry }: { entry?: string } = {}) {
  const database = await cloneDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), "gaffer-schedulers-"));
  const started: GafferProcess[] = [];
  onTestFinished(async () => {
    for (const { child, exit } of started) {
      child.kill("SIGKILL");
      await exit;
    }
    await database.drop();
    await rm(dataDir, { recursive: true });
  });
  return {
    database,
    /** Starts a scheduler. Resolves when its process is ready. */
    async start(): Promise<GafferProcess> {
      const settings = {
        DATABASE_URL: database.url,
        DATA_DIR: dataDir,
        NODE_ENV: "test",
        ROLE: "scheduler",
        LOG_LEVEL: "warn",
        // No limit parks a job, so every job has a message.
        ORG_CONCURRENCY: "100000",
        NODE_COMPILE_CACHE: path.join(tmpdir(), "gaffer-test-compiled"),
      };
      const one = startProcess(settings, entry);
      started.push(one);
      await one.line(/^Gaffer runs|^started/);
      return one;
    },
  };
}

/** Resolves when one of Gaffer's connections is in this state. */
export async function connectionIs({ admin }: TestDatabase, state: "waiting for a lock" | "idle in transaction") {
  const condition = state === "waiting for a lock" ? "wait_event_type = 'Lock'" : `state = '${state}'`;
  const query = `select from pg_stat_activity where datname = current_database() and application_name = 'gaffer_worker' and ${condition}`;
  await expect.poll(async () => (await admin.query(query)).rowCount, { timeout: 60_000 }).toBe(1);
}
