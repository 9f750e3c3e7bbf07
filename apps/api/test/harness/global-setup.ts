import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbeddedServer } from "@gaffer/embedded-postgres";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "../../src/db/migrate.ts";
import { jobTypeModels } from "../../src/modules/jobs/job-types.ts";
import { installQueue } from "../../src/modules/jobs/queue/job-queue.ts";
import { databaseAt, keepsDatabases, templateName } from "./database.ts";

/**
 * Starts one cluster per run, with one migrated database that each test file clones. With `TEST_DATABASE_URL`, uses the
 * cluster of this URL instead.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    await prepareTemplate(given);
    project.provide("clusterUrl", given);
    return async () => {};
  }
  const dataDir = await mkdtemp(path.join(tmpdir(), "gaffer-test-"));
  const settings = { max_connections: "400", shared_buffers: "256MB" };
  const server = await startEmbeddedServer({ dataDir, fsync: false, settings });
  await prepareTemplate(server.connectionString);
  project.provide("clusterUrl", server.connectionString);
  return async () => {
    if (keepsDatabases) {
      process.stderr.write("The databases stay until you press Ctrl-C.\n");
      await once(process, "SIGINT");
    }
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

async function prepareTemplate(clusterUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: clusterUrl });
  await admin.connect();
  await admin.query(`drop database if exists ${templateName} with (force)`);
  await admin.query(`create database ${templateName}`);
  await admin.end();
  const types = { user: jobTypeModels.map(({ type }) => type), system: [] };
  const template = databaseAt(clusterUrl, templateName);
  await migrate(template, (url) => installQueue(url, types));
  await changeTemplate(template);
}

/** Removes the limits of the free plan, because tests of limits set their own, and makes `current_jobs` writable. */
async function changeTemplate(template: string): Promise<void> {
  const admin = new pg.Client({ connectionString: template });
  await admin.connect();
  await admin.query(
    `update gaffer.plans set open_jobs = null, running_jobs = null, schedules = null, stored_bytes = null,
            file_bytes = null, requests_per_minute = null where name = 'free'`,
  );
  await admin.query(await readFile(path.join(import.meta.dirname, "writable-jobs.sql"), "utf8"));
  await admin.end();
}
