import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cloneDatabase } from "../harness/database.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { createJob, isolatedJobs, printed, processEnded, runJob } from "./isolated-gaffer.ts";
import { openMeeting } from "./meeting.ts";

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({
    jobs: isolatedJobs({ env: { GIVEN: "yes" } }),
    timing: { stopGraceMs: 2_000 },
  });
});
afterAll(() => gaffer.stop());

/** The id of the process that printed the job's lines. */
const pidOf = async (jobId: string, word: string) => (await printed(gaffer, jobId, word)).pid;

describe("Isolated handler › isolated process", () => {
  test("is killed at the timeout when its handler loops forever, and other jobs continue", async () => {
    const looping = await createJob(gaffer, "loop", { timeoutSeconds: 8 });
    const pid = await pidOf(looping, "looping");
    expect(await runJob(gaffer, "noop")).toMatchObject({ status: "completed" });
    const input = { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" };
    const inWorker = await gaffer.createJob({ type: "report:generate", input, maxAttempts: 1 });
    expect(await gaffer.attemptEnded(inWorker.id)).toMatchObject({ error: { message: "not in this test" } });
    expect(await gaffer.getJob(looping)).toMatchObject({ status: "processing" });

    expect(await gaffer.attemptEnded(looping)).toMatchObject({ status: "failed", error: { code: "timeout" } });
    // The pool kills the process before the grace ends, because a looping handler can't react to its abort signal.
    const startedAt = performance.now();
    expect(await processEnded(gaffer, pid)).toMatchObject({ signal: "SIGKILL" });
    expect(performance.now() - startedAt).toBeLessThan(8_000);
  });

  test.each([
    ["exit", "exit code 3"],
    ["exitWell", "exit code 0"],
    ["throwLater", "exit code 1"],
    ["abort", "SIGABRT"],
    ["segfault", "SIGSEGV"],
  ] as const)("that ends by %s fails its attempt and no other job", async (behaviour, how) => {
    const other = await createJob(gaffer, "heedAbort");
    await printed(gaffer, other, "waiting");
    const job = await runJob(gaffer, behaviour, { maxAttempts: 2 });
    expect(job).toMatchObject({ status: "pending", attempt: 1, error: { code: "process_exited" } });
    expect(job.error?.message).toContain(how);
    await gaffer.inOrg("POST", `/jobs/${job.id}/cancel`);
    expect(await gaffer.getJob(other)).toMatchObject({ status: "processing" });
    await gaffer.inOrg("POST", `/jobs/${other}/cancel`);
    await gaffer.attemptEnded(other);
  });

  test.each(["fillHeap", "fillBuffers"] as const)(
    "with too little memory (%s) fails the attempt with that code",
    async (behaviour) => {
      const job = await runJob(gaffer, behaviour, { maxAttempts: 2 });
      expect(job).toMatchObject({ status: "pending", error: { code: "out_of_memory" } });
      expect(job.error?.message).toContain("64 MiB");
      await gaffer.inOrg("POST", `/jobs/${job.id}/cancel`);
    },
  );

  test("receives a cancellation, and its handler may clean up", async () => {
    const id = await createJob(gaffer, "heedAbort");
    await printed(gaffer, id, "waiting");
    await gaffer.inOrg("POST", `/jobs/${id}/cancel`);
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "cancelled", error: null });
    const { body } = await gaffer.inOrg("GET", `/jobs/${id}/logs`);
    expect(body.items).toMatchObject([{ message: "cleaned up after cancelled" }]);
  });

  test("is kept when its handler stops at the timeout", async () => {
    const id = await createJob(gaffer, "heedAbort", { timeoutSeconds: 1 });
    const pid = await pidOf(id, "waiting");
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "failed", error: { code: "timeout" } });
    // Of the free processes, the pool prefers the one that was used last.
    let job = await runJob(gaffer, "noop");
    while (job.output && "rows" in job.output && job.output.rows !== pid) job = await runJob(gaffer, "noop");
    expect(gaffer.log.lines.filter((line) => line.msg === "a handler's process ended" && line.pid === pid)).toEqual([]);
  });

  test("is killed after the grace when its handler ignores a cancellation", async () => {
    const id = await createJob(gaffer, "ignoreAbort");
    const pid = await pidOf(id, "ignoring");
    await gaffer.inOrg("POST", `/jobs/${id}/cancel`);
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "cancelled" });
    expect(await processEnded(gaffer, pid)).toMatchObject({ signal: "SIGKILL" });
  });

  test("reports progress and logs up to its end", async () => {
    const job = await runJob(gaffer, "report");
    expect(job).toMatchObject({ status: "failed", progress: 60, progressMessage: "at 60" });
    const { body } = await gaffer.inOrg("GET", `/jobs/${job.id}/logs`);
    expect(body.items).toMatchObject([
      { line: 1, level: "warn", message: "first", data: { rows: 3 } },
      { line: 2, level: "info", message: "second", data: { dropped: expect.any(String) } },
    ]);
  });

  test("sends reports although its handler doesn't yield", async () => {
    const id = await createJob(gaffer, "blockAndReport", { timeoutSeconds: 1 });
    expect(await gaffer.attemptEnded(id)).toMatchObject({ progress: 10, progressMessage: "before the loop" });
  });

  test("writes a limited amount to the log of the job and of the worker", async () => {
    const job = await runJob(gaffer, "flood");
    const { rows } = await gaffer.database.admin.query(
      "select line, message from job_logs where job_id = $1 order by line",
      [job.id],
    );
    expect(rows).toHaveLength(1_000);
    expect(rows[999].message).toContain("full");
    const lines = gaffer.log.lines.filter((line) => line.jobId === job.id && line.pid !== undefined);
    expect(lines).toHaveLength(201);
    expect(lines[0]).toMatchObject({ msg: "printed 0", attempt: 1, type: "file:profile" });
    expect(lines[200]?.msg).toContain("dropped");
  });

  test("creates jobs of its organization", async () => {
    const parent = await runJob(gaffer, "enqueue");
    const { delimiter: child } = parent.output as { delimiter: string };
    expect(await gaffer.getJob(child)).toMatchObject({
      orgId: parent.orgId,
      createdBy: parent.createdBy,
      trigger: "job",
      parentId: parent.id,
      status: "pending",
      runAt: "2099-01-01T00:00:00.000Z",
    });
    const job = await runJob(gaffer, "enqueueInvalid");
    expect(job).toMatchObject({ status: "failed", error: { code: "handler_error" } });
    expect(job.error?.message).toContain("could not be cloned");
  });

  test("creates several jobs at once, with a checkpoint that it reads again", async () => {
    const { output } = await runJob(gaffer, "enqueueAll");
    expect(output).toMatchObject({ rows: 2, delimiter: '{"done":2}' });
  });

  test("writes and reads files of any size", async () => {
    const job = await runJob(gaffer, "files");
    const sizeBytes = 1 + 100 + 65_536 + 5_000_000 + 7 + 300_000;
    expect(job).toMatchObject({ status: "completed", error: null, output: { rows: sizeBytes } });
    const [name, size, fileId] = (job.output as { delimiter: string }).delimiter.split(" ");
    expect([name, Number(size)]).toEqual(["sizes", sizeBytes]);
    expect((await gaffer.inOrg("GET", `/files/${fileId}`)).body).toMatchObject({ name: "sizes", sizeBytes });
  });

  test("leaves no partial file when the content or the process fails", async () => {
    const before = (await gaffer.inOrg("GET", "/files")).body.items.length;
    expect(await runJob(gaffer, "failingContent")).toMatchObject({
      error: { code: "no_content", message: "no more content" },
    });
    expect(await runJob(gaffer, "dieWhileWriting")).toMatchObject({ error: { code: "process_exited" } });
    expect((await gaffer.inOrg("GET", "/files")).body.items).toHaveLength(before);
  });

  test.each([
    ["nonRetryable", { status: "failed", error: { code: "no_such_thing", message: "no such thing" } }],
    ["missingFile", { status: "failed", error: { code: "file_not_found" } }],
    ["uncopyable", { status: "failed", error: { code: "invalid_output" } }],
    ["ordinary", { status: "pending", error: { code: "handler_error", message: "an ordinary error" } }],
    ["retryable", { status: "pending", error: { code: "asleep", message: "not now" } }],
    ["notAnError", { status: "pending", error: { code: "handler_error", message: "a word" } }],
  ] as const)("keeps the kind of its error (%s)", async (behaviour, expected) => {
    const job = await runJob(gaffer, behaviour, { maxAttempts: 2 });
    expect(job).toMatchObject({ attempt: 1, ...expected });
    if (job.status === "pending") await gaffer.inOrg("POST", `/jobs/${job.id}/cancel`);
  });

  test("requests a delayed retry with RetryAfterError", async () => {
    const job = await runJob(gaffer, "retryAfter", { maxAttempts: 2 });
    expect(job).toMatchObject({ status: "pending", error: { code: "busy", message: "come back" } });
    expect(Date.parse(job.runAt) - Date.parse(job.startedAt ?? "")).toBeGreaterThanOrEqual(3_600_000);
    await gaffer.inOrg("POST", `/jobs/${job.id}/cancel`);
  });

  test("doesn't get the worker's environment", async () => {
    process.env.DATABASE_URL = gaffer.database.url;
    const job = await runJob(gaffer, "environment");
    delete process.env.DATABASE_URL;
    const env = JSON.parse((job.output as { delimiter: string }).delimiter);
    expect(env).toEqual({ PATH: expect.any(String), GIVEN: "yes" });
  });
});

test("Isolated handler › concurrency › is the number of processes, with one attempt in each", async () => {
  const meeting = await openMeeting();
  const crowd = await startTestGaffer({
    jobs: isolatedJobs({ concurrency: 3, env: { MEETING_PORT: meeting.port } }),
  });
  const ids = await Promise.all(Array.from({ length: 6 }, () => createJob(crowd, "together")));
  const guests = await meeting.guests(3);
  const { rows } = await crowd.database.admin.query(
    "select count(*)::int as running from current_jobs where status = 'processing'",
  );
  expect(rows).toEqual([{ running: 3 }]);
  for (const guest of guests) guest.destroy();
  for (const guest of await meeting.guests(3)) guest.destroy();
  const jobs = await Promise.all(ids.map((id) => crowd.attemptEnded(id)));
  expect(jobs.map(({ status }) => status)).toEqual(ids.map(() => "completed"));
  expect(new Set(jobs.map(({ output }) => output && "rows" in output && output.rows)).size).toBe(3);
  await crowd.stop();
  meeting.close();
});

test("Isolated handler › stopping worker › hands back running jobs and leaves no process", async () => {
  const database = await cloneDatabase();
  const stopped = await startTestGaffer({
    database,
    jobs: isolatedJobs(),
    config: { shutdownGraceMs: 0 },
    timing: { stopGraceMs: 100 },
  });
  await runJob(stopped, "noop");
  const looping = await createJob(stopped, "loop");
  const heeding = await createJob(stopped, "heedAbort");
  const { pid } = await printed(stopped, looping, "looping");
  await printed(stopped, heeding, "waiting");
  await stopped.stop();
  expect(stopped.log.lines.filter(({ msg }) => msg === "a handler's process ended").length).toBe(2);
  expect(await processEnded(stopped, pid)).toMatchObject({ signal: "SIGKILL" });
  const { rows } = await database.admin.query(
    "select id, status, attempt, lost_attempts from current_jobs where id = any($1) order by id",
    [[looping, heeding]],
  );
  expect(rows).toEqual([looping, heeding].map((id) => ({ id, status: "pending", attempt: 1, lost_attempts: 1 })));
  await database.drop();
});
