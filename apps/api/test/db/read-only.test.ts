/** A database that accepts no writes for a while, as a provider configures it when its disk is almost full. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { contractOperations } from "../contract/contract-operations.ts";
import { emptyProfile, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { expectUnavailable } from "./behind-proxy.ts";
import { job } from "./request-bodies.ts";
import { needsPerson, sendOperation } from "./send-operation.ts";

const gates = new Map<string, PromiseWithResolvers<void>>();

let gaffer: TestGaffer;
let databaseName: string;
beforeAll(async () => {
  gaffer = await startTestGaffer({
    handler: async ({ jobId }) => {
      await gates.get(jobId)?.promise;
      return { output: emptyProfile };
    },
  });
  databaseName = new URL(gaffer.database.url).pathname.slice(1);
});
afterAll(() => gaffer.stop());
afterEach(() => makeWritable());

const createJob = () => gaffer.inOrg("POST", "/jobs", job);
const readiness = async () => (await gaffer.request("GET", "/readyz")).status;

/**
 * Makes the database read-only. The setting applies to new connections only, so Gaffer's open connections are
 * terminated.
 */
async function makeReadOnly(): Promise<void> {
  const { admin } = gaffer.database;
  await setDefault("set default_transaction_read_only = on");
  await admin.query(
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where datname = current_database() and application_name like 'gaffer_%'`,
  );
  await expect.poll(async () => (await createJob()).body.detail).toMatch(/read-only/);
}

/** Makes new connections writable. Gaffer's open connections stay read-only. */
async function makeWritable(): Promise<void> {
  await setDefault("reset default_transaction_read_only");
}

/**
 * Changes the database's default transaction mode. Works also on a connection that opened while the default was
 * read-only.
 */
async function setDefault(change: string): Promise<void> {
  await gaffer.database.admin.query(
    `begin; set local transaction_read_only = off; alter database ${databaseName} ${change}; commit`,
  );
}

describe("read-only database", () => {
  test("fails no operation with 500", async () => {
    const owner = await gaffer.createMember("owner");
    await makeReadOnly();
    const statuses = new Map<string, number>();
    for (const operation of contractOperations) {
      const answer = await sendOperation(gaffer, operation, needsPerson(operation) ? owner : gaffer.org);
      if (answer.status >= 500) expectUnavailable(answer);
      statuses.set(operation.id, answer.status);
    }
    expect(Object.fromEntries(statuses)).toMatchObject({ createJob: 503, createSchedule: 503, signUp: 503 });
  });

  test("makes the process not ready", async () => {
    expect(await readiness()).toBe(200);
    await makeReadOnly();
    expect(await readiness()).toBe(503);
  });

  test("leaves no connection behind that refuses writes later", async () => {
    await makeReadOnly();
    // More requests at once than the pool has connections.
    const refused = await Promise.all(Array.from({ length: 20 }, createJob));
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
    expect(await readiness()).toBe(503);
    await makeWritable();
    const created = await Promise.all(Array.from({ length: 20 }, createJob));
    expect(new Set(created.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await readiness()).toBe(200);
  });

  test("keeps the outcome of a job that ended meanwhile", async () => {
    const { id } = await gaffer.createJob();
    const gate = Promise.withResolvers<void>();
    gates.set(id, gate);
    await expect.poll(async () => (await gaffer.getJob(id)).status).toBe("processing");
    await makeReadOnly();
    gate.resolve();
    await gaffer.log.waitFor(({ msg }) => msg.startsWith("could not write the outcome"));
    await makeWritable();
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "completed", attempt: 1 });
  });
});
