import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { emptyProfile, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { bareEnvironment } from "../process/gaffer-process.ts";

const lostAfterMs = 1_200;
const timing = { heartbeatMs: 100, lostAfterMs };

describe("Blocked worker › event loop blocked by a handler", () => {
  let database: TestDatabase;
  let api: TestGaffer;
  let folder: string;
  let blocked: ChildProcess;
  let lines: string[];
  let untilFile: string;

  beforeEach(async () => {
    database = await cloneDatabase();
    api = await startTestGaffer({ database, role: "api" });
    folder = await mkdtemp(path.join(tmpdir(), "gaffer-blocked-"));
    untilFile = path.join(folder, "go-on");
  });
  afterEach(async () => {
    blocked.kill("SIGKILL");
    await api.stop();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Starts the worker and a job that blocks it. Resolves with the job's id when the worker is blocked. */
  async function block(hungAfterMs: number): Promise<string> {
    const env = {
      ...bareEnvironment(),
      DATABASE_URL: database.url,
      DATA_DIR: folder,
      UNTIL_FILE: untilFile,
      TIMING: JSON.stringify({ ...timing, hungAfterMs }),
    };
    const script = fileURLToPath(new URL("./blocking-worker.ts", import.meta.url));
    blocked = spawn(process.execPath, [script], { env, stdio: ["ignore", "pipe", "pipe"] });
    lines = [];
    for (const stream of [blocked.stdout, blocked.stderr]) {
      if (stream) createInterface(stream).on("line", (line) => lines.push(line) && blocked.emit("line", line));
    }
    await says(/^started$/);
    const { id } = await api.createJob({ maxAttempts: 1 });
    await says(/^blocking$/);
    return id;
  }

  async function says(pattern: RegExp): Promise<void> {
    while (!lines.some((line) => pattern.test(line))) await once(blocked, "line");
  }

  /** Starts another worker. `ran` has the attempts that it ran. */
  async function startOther() {
    const ran: string[] = [];
    const other = await startTestGaffer({
      database,
      role: "worker",
      timing,
      handler: async ({ jobId, attempt }) => {
        ran.push(`${jobId}/${attempt}`);
        return { output: emptyProfile };
      },
    });
    return { ...other, ran };
  }

  /**
   * Adds a worker that sent its last heartbeat now, with a running job. Resolves when the other worker has declared the
   * added worker lost. The same pass declares all workers with older heartbeats lost.
   */
  async function leaseHasPassed(other: TestGaffer): Promise<void> {
    const { id } = await api.createJob({ runAt: new Date(Date.now() + 3_600_000).toISOString() });
    await database.admin.query(
      `with silent as (
         insert into workers (id, host, pid, types, started_at, heartbeat_at)
         values (gen_random_uuid(), 'elsewhere', 1, '{}', now(), now()) returning id
       )
       update current_jobs set status = 'processing', attempt = 1, worker_id = silent.id, started_at = now() from silent
        where current_jobs.id = $1`,
      [id],
    );
    await other.log.waitFor(({ msg, jobId }) => msg === "the job's worker was lost" && jobId === id);
  }

  test("doesn't lose the worker its job after the lease, and the job completes", async () => {
    const id = await block(60_000);
    const other = await startOther();
    await leaseHasPassed(other);
    expect(await api.getJob(id)).toMatchObject({ status: "processing", attempt: 1 });
    await writeFile(untilFile, "");
    await says(new RegExp(`${id}.*job attempt ended`));
    expect(await api.getJob(id)).toMatchObject({ status: "completed", attempt: 1 });
    expect(other.ran.filter((run) => run.startsWith(id))).toEqual([]);
    blocked.kill("SIGTERM");
    expect(await once(blocked, "exit")).toEqual([0, null]);
    await other.stop();
    expect(
      (await database.admin.query("select id from workers where role = 'worker' and host <> 'elsewhere'")).rows,
    ).toEqual([]);
  });

  test("for too long loses the worker its job, and ends its process", async () => {
    const id = await block(500);
    const exit = once(blocked, "exit");
    const other = await startOther();
    await says(/^Gaffer: worker .* blocked for 500 ms/);
    expect(await exit).toEqual([null, "SIGKILL"]);
    expect(lines.at(-1)).toMatch(/^Gaffer: worker .* still blocked; the process ends$/);
    await other.log.waitFor(({ msg, jobId }) => msg === "job attempt ended" && jobId === id);
    expect(other.ran).toContain(`${id}/2`);
    await other.stop();
  });

  test.each(["SIGSTOP", "SIGKILL"] as const)("loses the worker its job when its process gets %s", async (signal) => {
    const id = await block(60_000);
    blocked.kill(signal);
    const other = await startOther();
    await other.log.waitFor(({ msg, jobId }) => msg === "job attempt ended" && jobId === id);
    expect(other.ran).toContain(`${id}/2`);
    await other.stop();
  });
});

describe("Blocked worker › heartbeat", () => {
  test("reconnects when its connection is lost, and ends with the worker", async () => {
    const gaffer = await startTestGaffer({ role: "worker", timing, handler: async () => ({ output: emptyProfile }) });
    const { admin } = gaffer.database;
    const heartbeatOf = async () =>
      (await admin.query("select heartbeat_at from workers")).rows[0].heartbeat_at as Date;
    const nextHeartbeat = async () => {
      const before = await heartbeatOf();
      while ((await heartbeatOf()) <= before);
    };
    const connections =
      "from pg_stat_activity where application_name = 'gaffer_heartbeat' and datname = current_database()";
    /** Resolves when the worker has this number of heartbeat connections. */
    const count = async (wanted: number) => {
      while ((await admin.query(`select pid ${connections}`)).rowCount !== wanted);
    };
    await count(1);
    await admin.query(`select pg_terminate_backend(pid) ${connections}`);
    // The worker notices the lost connection while it is idle or when it writes the next heartbeat.
    await gaffer.log.waitFor(({ msg }) => /heartbeat.*; connecting again$/.test(msg));
    await count(1);
    await nextHeartbeat();

    // A lock makes the next heartbeats wait, as when the database doesn't respond.
    const blocker = await admin.connect();
    await blocker.query("begin; lock table workers in share mode");
    await gaffer.log.waitFor(({ err }) => (err as Error | undefined)?.message === "Query read timeout");
    await blocker.query("commit");
    blocker.release();
    // The heartbeats that waited for the lock succeed at once. Later heartbeats need a working connection.
    for (let beats = 0; beats < 3; beats++) await nextHeartbeat();
    await count(1);

    await gaffer.app.stop();
    expect((await admin.query("select id from workers")).rows).toEqual([]);
    await count(0);
    await gaffer.database.drop();
  });
});
