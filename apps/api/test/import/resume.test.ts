import path from "node:path";
import type { JobOf } from "@gaffer/contracts/server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JobHelpers } from "../../src/modules/jobs/handlers/types.ts";
import { cloneDatabase, type TestDatabase } from "../harness/database.ts";
import { holdInserts } from "../harness/held-transactions.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { type GafferProcess, startProcess } from "../process/gaffer-process.ts";
import { importHandlers } from "./import-handlers.ts";
import { profileRows, toFileId, toNumber } from "./run-import.ts";

const rows = 3_500;
const wrong = [10, 2_100, 3_200];
const created = rows - wrong.length;

let gaffer: TestGaffer;

async function startImport(job: object = {}): Promise<string> {
  const content = profileRows(rows, wrong);
  const { body } = await gaffer.inOrg("POST", "/files?name=ids.csv", content, { "content-type": "text/csv" });
  const input = { fileId: body.id, type: "file:profile" };
  return (await gaffer.createJob({ type: "jobs:import", input, ...job })).id;
}

/** The row number of each created job. */
async function rowsWithJobs(): Promise<number[]> {
  const { rows: found } = await gaffer.database.admin.query(
    "select input ->> 'fileId' as id from current_jobs where type = 'file:profile' and org_id = $1 order by 1",
    [gaffer.org.orgId],
  );
  return found.map(({ id }) => toNumber(id));
}

/** Expects one job per valid row, and each invalid row once in the report. */
async function expectWhole(job: JobOf<"jobs:import">): Promise<void> {
  expect(job).toMatchObject({ status: "completed", output: { rows, created, rejected: wrong.length } });
  expect(await rowsWithJobs()).toEqual(
    Array.from({ length: rows }, (_, number) => number).filter((number) => !wrong.includes(number)),
  );
  const { body } = await gaffer.inOrg<string>("GET", `/files/${job.output?.reportFileId}/content`);
  expect(body.match(/^\d+(?=,)/gm)?.map(Number)).toEqual(wrong.map((number) => number + 2));
  const { body: files } = await gaffer.inOrg("GET", "/files");
  expect(files.items.map(({ name }: { name: string }) => name)).toEqual(["rejected-ids.csv.csv", "ids.csv"]);
}

describe("jobs:import resume › interrupted import", () => {
  let database: TestDatabase;
  /** Called after each chunk of rows. `number` counts the chunks of all attempts. */
  let onChunk: (number: number, jobId: string, signal: AbortSignal) => Promise<void>;
  let chunks = 0;

  beforeEach(async () => {
    chunks = 0;
    database = await cloneDatabase();
    gaffer = await startTestGaffer({
      database,
      jobs: importHandlers(({ jobId, helpers, signal }) => ({
        async enqueueAll(...call: Parameters<JobHelpers["enqueueAll"]>) {
          const made = await helpers.enqueueAll(...call);
          await onChunk(++chunks, jobId, signal);
          return made;
        },
      })),
    });
  });
  afterEach(async () => {
    await gaffer.stop();
    await database.drop();
  });

  test("continues in the next attempt after a failure", async () => {
    onChunk = async (number) => {
      // Simulates a lost response to a commit: the chunk's jobs exist, and the handler gets an error.
      if (number === 2) throw new Error("the connection is gone");
    };
    const id = await startImport();
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "pending", error: { message: /is gone/ } });
    expect(await rowsWithJobs()).toHaveLength(2_000);
    const ended = await gaffer.attemptEnded(id, 2);
    await expectWhole(ended as JobOf<"jobs:import">);
    expect(chunks).toBe(4);
  });

  test("keeps the created jobs after a cancellation, has no report, and continues when it is retried", async () => {
    onChunk = async (number, jobId, signal) => {
      if (number !== 2) return;
      await gaffer.inOrg("POST", `/jobs/${jobId}/cancel`);
      await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    };
    const id = await startImport();
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "cancelled", output: null });
    expect(await rowsWithJobs()).toHaveLength(2_000);
    expect((await gaffer.inOrg("GET", "/files")).body.items).toHaveLength(1);

    await gaffer.inOrg("POST", `/jobs/${id}/retry`);
    await expectWhole((await gaffer.attemptEnded(id, 2)) as JobOf<"jobs:import">);
    expect(chunks).toBe(4);
  });
});

describe("jobs:import resume › import of a lost worker", () => {
  const timing = { pollMs: 200, heartbeatMs: 100, lostAfterMs: 1_000, stopGraceMs: 500 };
  let database: TestDatabase;
  let workers: GafferProcess[];

  beforeEach(async () => {
    workers = [];
    database = await cloneDatabase();
    gaffer = await startTestGaffer({ database, role: "api" });
  });
  afterEach(async () => {
    for (const { child } of workers) child.kill("SIGKILL");
    await gaffer.stop();
    await database.drop();
  });

  async function startWorker(settings: Record<string, string> = {}): Promise<GafferProcess> {
    const env = { ...settings, DATABASE_URL: database.url, DATA_DIR: gaffer.config.dataDir, ROLE: "worker" };
    const entry = path.join(import.meta.dirname, "importing-worker.ts");
    const worker = startProcess({ ...env, TIMING: JSON.stringify(timing) }, entry);
    workers.push(worker);
    await worker.line(/^started$/);
    return worker;
  }

  test("is resumed after a kill -9 in the middle of a chunk, and every row has one job", async () => {
    const release = await holdInserts(database, "jobs", `new.input ->> 'fileId' = '${toFileId(2_500)}'`);
    const held = "select 1 from pg_stat_activity where datname = current_database() and wait_event = 'advisory'";
    const first = await startWorker();
    const id = await startImport();
    while ((await database.admin.query(held)).rowCount === 0);
    first.child.kill("SIGKILL");
    await first.exit;
    await release();
    const second = await startWorker();
    await second.line(new RegExp(`${id}.*job attempt ended`));
    const job = (await gaffer.getJob(id)) as JobOf<"jobs:import">;
    expect(job.attempt).toBe(2);
    await expectWhole(job);
    expect(second.output()).toContain("the job's worker was lost");
  });

  test("creates nothing when a frozen worker wakes up after another has imported the rest", async () => {
    const first = await startWorker({ PAUSE_BEFORE_CHUNK: "3" });
    const id = await startImport();
    await first.line(/^paused$/);
    first.child.kill("SIGSTOP");
    const second = await startWorker();
    await second.line(new RegExp(`${id}.*job attempt ended`));
    // SIGUSR2 lets the frozen worker send the chunk that it holds back, and SIGCONT unfreezes it. SIGUSR2 is sent first, so
    // that it sends the chunk before it can notice that another worker has taken its job.
    first.child.kill("SIGUSR2");
    first.child.kill("SIGCONT");
    expect(await first.line(/^sent/)).toMatch(/^sent: .*Attempt 1 doesn't hold the job/);
    const job = (await gaffer.getJob(id)) as JobOf<"jobs:import">;
    expect(job.attempt).toBe(2);
    await expectWhole(job);
  });
});
