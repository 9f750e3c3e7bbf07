import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { type GafferProcess, startProcess } from "../process/gaffer-process.ts";
import { inputOf, type StrayBehaviour } from "./stray-behaviours.ts";

const entry = path.join(import.meta.dirname, "stray-worker.ts");

describe("Stray error", () => {
  let database: TestDatabase;
  let api: TestGaffer;
  let folder: string;
  let worker: GafferProcess;

  beforeAll(async () => {
    database = await cloneDatabase();
    api = await startTestGaffer({ database, role: "api" });
    folder = await mkdtemp(path.join(tmpdir(), "gaffer-stray-"));
  });
  afterEach(() => worker.child.kill("SIGKILL"));
  afterAll(async () => {
    await api.stop();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(role: "worker" | "all"): Promise<void> {
    const settings = { ROLE: role, DEMO: "false", SHUTDOWN_GRACE_SECONDS: "1" };
    worker = startProcess({ DATABASE_URL: database.url, DATA_DIR: folder, ...settings }, entry);
    await worker.line(/^started$/);
  }
  const create = async (behaviour: StrayBehaviour) =>
    (await api.createJob({ input: inputOf(behaviour), maxAttempts: 1 })).id;
  async function run(behaviour: StrayBehaviour) {
    const id = await create(behaviour);
    await worker.line(new RegExp(`${id}.*job attempt ended`));
    return api.getJob(id);
  }

  test("fails the attempt that caused it, and a late one makes the worker drain", async () => {
    await start("worker");
    const other = await create("waits");
    const thrown: [StrayBehaviour, string][] = [
      ["timer", "thrown in a timer"],
      ["rejection", "rejected and forgotten"],
      ["emitter", "emitted without a listener"],
      ["unprintable", "The handler failed without a message."],
    ];
    for (const [behaviour, message] of thrown)
      expect(await run(behaviour)).toMatchObject({ status: "failed", error: { code: "handler_error", message } });

    expect(await run("lateHelper")).toMatchObject({ status: "completed" });
    await worker.line(/helpers\.log can't be used any more.*whose attempt had ended/);

    expect(await run("late")).toMatchObject({ status: "completed" });
    await worker.line(/after its handler had returned.*the worker drains/);
    // A draining worker claims no jobs and waits for its running job until the grace ends. Then it releases the job and
    // exits.
    const next = await create("good");
    expect(await worker.exit).toBe(1);
    expect(await api.getJob(next)).toMatchObject({ status: "pending", attempt: 0 });
    expect(await api.getJob(other)).toMatchObject({ status: "pending", attempt: 1 });

    await start("worker");
    await worker.line(new RegExp(`${next}.*job attempt ended`));
    await run("releases");
    await worker.line(new RegExp(`${other}.*job attempt ended`));
    expect(await api.getJob(other)).toMatchObject({ status: "completed", attempt: 2 });
  });

  test("doesn't end a process that is also the API", async () => {
    await start("all");
    expect(await run("late")).toMatchObject({ status: "completed" });
    await worker.line(/after its handler had returned.*uncaught late error of a handler"/);
    expect(await run("good")).toMatchObject({ status: "completed" });
    worker.child.kill("SIGTERM");
    expect(await worker.exit).toBe(0);
  });
});
