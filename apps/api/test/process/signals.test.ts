/** What the process does on signals, and how long it waits for its jobs and requests. */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { lockTable } from "../db/behind-proxy.ts";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { startTcpProxy, targetOf } from "../harness/tcp-proxy.ts";
import { type GafferProcess, startProcess } from "./gaffer-process.ts";

const report = { type: "report:generate", input: { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" } };

let dataDir: string;
let database: TestDatabase;
let started: GafferProcess[];
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "gaffer-signals-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));
beforeEach(async () => {
  started = [];
  database = await cloneDatabase();
});
afterEach(async () => {
  for (const { child, exit } of started) {
    child.kill("SIGKILL");
    await exit;
  }
  await database.drop();
});

function start(settings: Record<string, string> = {}): GafferProcess {
  const gaffer = startProcess({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    SHUTDOWN_GRACE_SECONDS: "60",
    ...settings,
  });
  started.push(gaffer);
  return gaffer;
}

/** Starts a process with a job that runs until `unlock` and whose handler can't be stopped. */
async function startBusy() {
  const gaffer = start();
  const { url, orgId, apiKey } = await gaffer.demo();
  const request = async (method: string, resource: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
    const content = typeof body === "string" ? body : JSON.stringify(body);
    const answer = await fetch(`${url}/v1/orgs/${orgId}${resource}`, {
      method,
      headers,
      ...(body !== undefined && { body: content }),
    });
    return { status: answer.status, body: (await answer.json()) as { id: string } };
  };
  const file = await request("POST", "/files?name=a.csv", "a,b\n1,2\n");
  const unlock = await lockTable(database, "files");
  const { id } = (await request("POST", "/jobs", { type: "file:profile", input: { fileId: file.body.id } })).body;
  await expect.poll(async () => (await jobRow(id)).status).toBe("processing");
  return { gaffer, url, request, jobId: id, unlock };
}

async function jobRow(id: string) {
  const { rows } = await database.admin.query(
    "select status, attempt, lost_attempts, crashes from current_jobs where id = $1",
    [id],
  );
  return rows[0];
}

describe("Process signals › signal", () => {
  test("lets running jobs finish; the process isn't ready, still responds, and starts no job", async () => {
    const { gaffer, url, request, jobId, unlock } = await startBusy();
    // Sends another signal at the same time, as a parent process does that forwards signals. The process gets both when
    // it continues.
    for (const signal of ["SIGSTOP", "SIGTERM", "SIGINT", "SIGCONT"] as const) gaffer.child.kill(signal);
    await gaffer.line(/"stopping"/);
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(503);
    const created = await request("POST", "/jobs", report);
    expect(created.status).toBe(201);
    await unlock();
    expect(await gaffer.exit).toBe(0);
    expect(await jobRow(jobId)).toMatchObject({ status: "completed", attempt: 1 });
    expect(await jobRow(created.body.id)).toMatchObject({ status: "pending", attempt: 0 });
    expect((await database.admin.query("select from workers")).rowCount).toBe(0);
  });

  test("lets requests finish, even if they need the database only later", async () => {
    const gaffer = start({ ROLE: "api" });
    const { url, orgId, apiKey } = await gaffer.demo();
    const body = new TransformStream<Uint8Array, Uint8Array>();
    const content = body.writable.getWriter();
    const uploaded = fetch(`${url}/v1/orgs/${orgId}/files?name=a.csv`, {
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "text/csv" },
      body: body.readable,
      duplex: "half",
    });
    await content.write(Buffer.from("a,b\n"));
    // The upload is running, because its first bytes are stored.
    await expect.poll(() => readdir(path.join(dataDir, "files/uploads"))).toHaveLength(1);
    gaffer.child.kill("SIGTERM");
    await gaffer.line(/"stopping"/);
    await content.write(Buffer.from("1,2\n"));
    await content.close();
    expect((await uploaded).status).toBe(201);
    expect(await gaffer.exit).toBe(0);
  });

  test("that is repeated hands back running jobs at once, without a charge, even if their handlers don't stop", async () => {
    const { gaffer, url, jobId, unlock } = await startBusy();
    gaffer.child.kill("SIGTERM");
    await gaffer.line(/"stopping"/);
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    // The process takes signals within half a second as one. A response shows that it has handled the signal: a third
    // one would end it.
    const handled = () =>
      fetch(`${url}/livez`).then(
        () => {},
        () => {},
      );
    while (!gaffer.output().includes("stopping at once")) {
      gaffer.child.kill("SIGINT");
      await handled();
      await handled();
    }
    await expect.poll(async () => (await jobRow(jobId)).status, { timeout: 60_000 }).toBe("pending");
    expect(await jobRow(jobId)).toMatchObject({ attempt: 1, lost_attempts: 1, crashes: 0 });
    // The job was released at once, and not after the ten seconds that a handler has to stop when its signal is
    // aborted. The times come from the process's log.
    const timeOf = async (pattern: RegExp) => JSON.parse(await gaffer.line(pattern)).time as number;
    const [from, to] = [await timeOf(/"stopping at once"/), await timeOf(new RegExp(`${jobId}.*"job attempt ended"`))];
    expect(to - from).toBeLessThan(10_000);
    await unlock();
    expect(await gaffer.exit).toBe(0);
  });

  test("that is sent a third time ends the process, whatever it waits for", async () => {
    const proxy = await startTcpProxy(targetOf(database.url));
    const gaffer = start({ DATABASE_URL: proxy.connectionString(database.url) });
    await gaffer.demo();
    proxy.stall();
    const again = setInterval(() => gaffer.child.kill("SIGINT"), 300);
    expect(await gaffer.exit).toBe(1);
    clearInterval(again);
    expect(gaffer.output()).toContain("stopping at once");
    expect(gaffer.output()).not.toContain('"stopped"');
    await proxy.stop();
  });

  test("that is repeated ends a start that waits", async () => {
    const other = await database.admin.connect();
    // Holds the migration lock, as if another process were migrating.
    await other.query("select pg_advisory_lock(72616621)");
    const gaffer = start();
    await gaffer.line(/another process migrates/);
    const again = setInterval(() => gaffer.child.kill("SIGINT"), 300);
    expect(await gaffer.exit).toBe(1);
    clearInterval(again);
    other.release(true);
  });

  test("stops a process without its database", async () => {
    const proxy = await startTcpProxy(targetOf(database.url));
    const gaffer = start({ DATABASE_URL: proxy.connectionString(database.url) });
    await gaffer.demo();
    proxy.refuse();
    proxy.cut();
    await gaffer.line(/the leases of jobs could not be checked/);
    gaffer.child.kill("SIGTERM");
    expect(await gaffer.exit).toBe(0);
    await proxy.stop();
  });
});
