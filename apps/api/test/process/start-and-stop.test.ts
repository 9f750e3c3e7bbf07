import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { type GafferProcess, startProcess } from "./gaffer-process.ts";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "gaffer-process-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/**
 * Signs in with the banner's link. Returns the user's organizations, and the response status of an operation for
 * administrators.
 */
async function signInByLink(process: GafferProcess): Promise<{ orgs: unknown; system: number }> {
  const link = new URL((await process.line(/\/sign-in#/)).trim());
  const { origin, hash, pathname } = link;
  expect(pathname).toBe("/sign-in");
  const body = JSON.stringify(Object.fromEntries(new URLSearchParams(hash.slice(1))));
  const headers = { "content-type": "application/json" };
  const { ok, headers: answered } = await fetch(`${origin}/v1/auth/sign-in`, { method: "POST", headers, body });
  expect(ok).toBe(true);
  const cookie = answered.getSetCookie()[0]?.split(";")[0] as string;
  const get = (address: string) => fetch(`${origin}${address}`, { headers: { cookie } });
  const { items } = (await (await get("/v1/orgs")).json()) as { items: object[] };
  return { orgs: items, system: (await get("/v1/system/jobs")).status };
}

describe("Process start and stop › embedded PostgreSQL", () => {
  test("keeps its data, demo key and owner's password after SIGTERM, kill -9 and restarts", async () => {
    const settings = { DATA_DIR: dataDir };
    const first = startProcess(settings);
    const demo = await first.demo();
    const headers = { authorization: `Bearer ${demo.apiKey}`, "content-type": "application/json" };
    const jobsOf = (url: string) => `${url}/v1/orgs/${demo.orgId}/jobs`;
    const body = JSON.stringify({
      type: "report:generate",
      input: { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" },
    });
    const created = await fetch(jobsOf(demo.url), { method: "POST", headers, body });
    expect(created.status).toBe(201);
    const { id } = (await created.json()) as { id: string };
    await first.line(new RegExp(`${id}.*job attempt ended`));
    // The owner of the demo organization is an administrator of the installation too.
    const seen = { orgs: [expect.objectContaining({ id: demo.orgId, role: "owner" })], system: 200 };
    expect(await signInByLink(first)).toEqual(seen);
    first.child.kill("SIGKILL");
    await first.exit;

    const second = startProcess(settings);
    const again = await second.demo();
    expect({ ...again, url: "" }).toEqual({ ...demo, url: "" });
    expect(await signInByLink(second)).toEqual(seen);
    const job = await (await fetch(`${jobsOf(again.url)}/${id}`, { headers })).json();
    expect(job).toMatchObject({ id, status: "completed", output: { rows: 0 } });
    second.child.kill("SIGTERM");
    expect(await second.exit).toBe(0);

    const third = startProcess(settings);
    await third.demo();
    const blocked = startProcess(settings);
    expect(await blocked.exit).toBe(1);
    expect(blocked.output()).toContain(String(third.child.pid));
    third.child.kill("SIGINT");
    expect(await third.exit).toBe(0);
    for (const kept of ["demo.json", "demo-owner.json"]) {
      expect((await stat(path.join(dataDir, kept))).mode & 0o077, kept).toBe(0);
    }
    expect(await readFile(path.join(dataDir, "demo.json"), "utf8")).toContain(demo.apiKey);
  });
});

describe("Process start and stop › given PostgreSQL", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(() => database.drop());

  test("serves health and metrics of a process without the API on its own port", async () => {
    const settings = { DATABASE_URL: database.url, DATA_DIR: path.join(dataDir, "metrics"), METRICS_PORT: "0" };
    const worker = startProcess({ ...settings, ROLE: "worker" });
    const url = (await worker.line(/^ +Metrics +http/)).match(/http:\S+(?=\/metrics)/)?.[0];
    const get = async (path: string) => {
      const { status, text } = await fetch(`${url}${path}`).then(async (r) => ({
        status: r.status,
        text: await r.text(),
      }));
      return { status, text };
    };
    expect(await get("/livez")).toEqual({ status: 200, text: "ok" });
    expect(await get("/readyz")).toEqual({ status: 200, text: "ok" });
    expect((await get("/metrics")).text).toMatch(/^gaffer_worker_slots 20$/m);
    expect(await get("/v1/me")).toMatchObject({ status: 404 });
    worker.child.kill("SIGTERM");
    expect(await worker.exit).toBe(0);
  });

  test("has no demo organization with DEMO=false", async () => {
    const before = await database.admin.query("select from orgs");
    const gaffer = startProcess({ DATABASE_URL: database.url, DATA_DIR: path.join(dataDir, "bare"), DEMO: "false" });
    await gaffer.line(/^Gaffer runs/);
    gaffer.child.kill("SIGTERM");
    expect(await gaffer.exit).toBe(0);
    expect(gaffer.output()).not.toMatch(/demo|GAFFER_API_KEY/i);
    expect((await database.admin.query("select from orgs")).rowCount).toBe(before.rowCount);
  });

  test("works with an API and a worker as separate processes", async () => {
    const settings = { DATABASE_URL: database.url, DATA_DIR: path.join(dataDir, "split") };
    const api = startProcess({ ...settings, ROLE: "api" });
    const { url, orgId, apiKey } = await api.demo();
    const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
    const body = JSON.stringify({
      type: "report:generate",
      input: { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" },
    });
    const created = (await (await fetch(`${url}/v1/orgs/${orgId}/jobs`, { method: "POST", headers, body })).json()) as {
      id: string;
    };

    const worker = startProcess({ ...settings, ROLE: "worker" });
    await worker.line(new RegExp(`${created.id}.*job attempt ended`));
    const job = await (await fetch(`${url}/v1/orgs/${orgId}/jobs/${created.id}`, { headers })).json();
    expect(job).toMatchObject({ status: "completed" });
    expect(api.output()).not.toContain("job attempt ended");

    // When the settings name a database, the demo owner isn't an administrator of the installation.
    expect(api.output()).not.toContain("/sign-in");
    // No process logs a key's secret or an input.
    const secret = apiKey.split("_")[2] as string;
    expect(worker.output()).not.toContain(secret);
    expect(api.output().replaceAll(/^(GAFFER_DEMO| +export).*$/gm, "")).not.toContain(secret);
    expect(api.output() + worker.output()).not.toContain("2026-01-02T00:00:00Z");

    for (const { child, exit } of [api, worker]) {
      child.kill("SIGTERM");
      expect(await exit).toBe(0);
    }
  });

  test("reports a port in use in one line and stops", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    const gaffer = startProcess({
      DATABASE_URL: database.url,
      DATA_DIR: path.join(dataDir, "port"),
      PORT: String(port),
      LOG_LEVEL: "silent",
    });
    expect(await gaffer.exit).toBe(1);
    expect(gaffer.output()).toMatch(new RegExp(`^Gaffer: .*${port}.*$`));
    server.close();
  });
});

describe("Process start and stop › invalid settings", () => {
  test.each([
    [{ PORT: "http" }, ["PORT: "]],
    [{ PORT: "70000", WORKER_CONCURRENCY: "0", LOG_LEVEL: "loud" }, ["PORT: ", "LOG_LEVEL: ", "WORKER_CONCURRENCY: "]],
    [{ ROLE: "worker" }, ["DATABASE_URL: "]],
    [{ DATABASE_URL: "mysql://user:hidden@host/db" }, ["DATABASE_URL: "]],
  ])("%j stop the start with one line each", async (settings, starts) => {
    const gaffer = startProcess({ DATA_DIR: path.join(dataDir, "wrong"), ...settings });
    expect(await gaffer.exit).toBe(2);
    const lines = gaffer.output().split("\n");
    expect(lines.map((line) => starts.find((start) => line.startsWith(start)))).toEqual(starts);
    expect(gaffer.output()).not.toContain("hidden");
  });

  test("stop the start with one line without the password when the database is unreachable", async () => {
    const gaffer = startProcess({
      DATABASE_URL: "postgres://user:hidden@127.0.0.1:1/db",
      DATA_DIR: path.join(dataDir, "gone"),
      LOG_LEVEL: "silent",
    });
    expect(await gaffer.exit).toBe(1);
    expect(gaffer.output()).toMatch(/^Gaffer: could not start: .*$/);
    expect(gaffer.output()).not.toContain("hidden");
  });
});
