/** A primary with a streaming standby, behind a proxy that selects one of them: failover, and back. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../harness/database.ts";
import { isJob, type LiveUpdate, openStream } from "../harness/open-stream.ts";
import { startTcpProxy, type TcpProxy, targetOf } from "../harness/tcp-proxy.ts";
import { emptyProfile, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { expectUnavailable } from "./behind-proxy.ts";
import { type ReplicatedServers, startReplicatedServers } from "./replicated-servers.ts";
import { job } from "./request-bodies.ts";

let servers: ReplicatedServers;
let proxy: TcpProxy;
let gaffer: TestGaffer;
/** A connection to the standby that bypasses the proxy. */
let standby: TestDatabase;
beforeAll(async () => {
  servers = await startReplicatedServers();
  proxy = await startTcpProxy(targetOf(servers.primary.connectionString));
  standby = openTestDatabase(servers.standby.connectionString);
  gaffer = await startTestGaffer({
    database: openTestDatabase(proxy.connectionString(servers.primary.connectionString)),
    handler: async () => ({ output: emptyProfile }),
    timing: { heartbeatMs: 200 },
    liveTiming: { pollMs: 10, renewMs: 10 },
  });
});
afterAll(async () => {
  await gaffer?.stop();
  await gaffer?.database.drop();
  await standby?.drop();
  await proxy?.stop();
  await servers?.stop();
});

const createJob = () => gaffer.inOrg("POST", "/jobs", job);
const readiness = async () => (await gaffer.request("GET", "/readyz")).status;

/** Creates jobs on several connections until `isOver` returns true for the statuses of the responses. */
async function createJobsUntil(isOver: (statuses: readonly number[]) => boolean): Promise<number[]> {
  const statuses: number[] = [];
  const keepCreating = async () => {
    while (!isOver(statuses)) statuses.push((await createJob()).status);
  };
  await Promise.all(Array.from({ length: 4 }, keepCreating));
  return statuses;
}

describe("standby in place of the primary", () => {
  test("makes requests unavailable, and no connection to it is kept", async () => {
    // The API writes the last use of an API key at most once a minute. This request causes that write before the test.
    expect((await createJob()).status).toBe(201);
    await servers.replicated();
    proxy.leadTo(targetOf(servers.standby.connectionString));
    proxy.cut();
    expectUnavailable(await createJob());
    // The API refuses to read from a standby, whose data may be old.
    expectUnavailable(await gaffer.inOrg("GET", "/jobs"));
    expect(await readiness()).toBe(503);
    const meanwhile = await createJobsUntil((statuses) => statuses.length >= 20);
    expect(new Set(meanwhile)).toEqual(new Set([503]));

    // Gaffer's open connections still lead to the standby: the proxy forwards only new connections to the primary.
    proxy.leadTo(targetOf(servers.primary.connectionString));
    const back = await createJobsUntil((statuses) => statuses.lastIndexOf(503) + 50 < statuses.length);
    expect(new Set(back.slice(back.indexOf(201)))).toEqual(new Set([201]));
    expect(await readiness()).toBe(200);
    const { rows } = await standby.admin.query(
      "select application_name from pg_stat_activity where application_name like 'gaffer_%'",
    );
    expect(rows).toEqual([]);
    await gaffer.log.waitFor(({ msg }) => msg === "listening for notifications again");
    expect(await gaffer.attemptEnded((await createJob()).body.id)).toMatchObject({ status: "completed" });
  });
});

describe("promoted standby", () => {
  test("replaces the primary for jobs, live updates and dumps", async () => {
    const before = await openStream(gaffer);
    const created = (await createJob()).body.id;
    await before.waitFor(isJob(created, "completed"));
    await servers.replicated();
    await servers.failOver();
    proxy.leadTo(targetOf(servers.standby.connectionString));
    proxy.cut();
    // A failover loses the unlogged records of live updates, so streams end or get a reset.
    const isReset = (event: LiveUpdate) => event.kind === "reset" && event.reason === "notResumable";
    await Promise.race([before.ended, before.waitFor(isReset)]);

    await expect.poll(readiness, { timeout: 60_000 }).toBe(200);
    const after = await openStream(gaffer);
    const { status, body } = await createJob();
    expect(status).toBe(201);
    await after.waitFor(isJob(body.id, "completed"));
    expect(await gaffer.getJob(created)).toMatchObject({ status: "completed" });
    await after.close();

    const { rows } = await standby.admin.query(
      `select oid::regclass::text as name from pg_class
        where relkind in ('r', 'S') and relnamespace in ('gaffer'::regnamespace, 'gaffer_queue'::regnamespace)`,
    );
    expect(rows.length).toBeGreaterThan(20);
    for (const { name } of rows) await standby.admin.query(`select count(*) from ${name}`);
  });
});
