import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NonRetryableError, RetryAfterError, RetryableError } from "../../src/modules/jobs/handlers/types.ts";
import { emptyProfile, someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

type Handler = NonNullable<NonNullable<Parameters<typeof startTestGaffer>[0]>["handler"]>;

describe("Job run › running job", () => {
  let gaffer: TestGaffer;
  /** The handler of the tested job. Each test sets its own. */
  let handle: Handler;

  beforeAll(async () => {
    gaffer = await startTestGaffer({ handler: (context) => handle(context), timing: { stopGraceMs: 50 } });
  });
  afterAll(() => gaffer.stop());

  test("completes with its handler's output", async () => {
    handle = async () => ({ output: { ...emptyProfile, rows: 7 } });
    const job = await gaffer.attemptEnded((await gaffer.createJob()).id);
    expect(job).toMatchObject({ status: "completed", progress: 100, attempt: 1, output: { rows: 7 }, error: null });
    expect(job.startedAt && job.endedAt).toBeTruthy();
  });

  test("was claimed by a commit that waits for the disk", async () => {
    await gaffer.database.admin.query(`
      create table public.claims (commits text);
      create function note_claim() returns trigger language plpgsql security definer as
        $$ begin insert into public.claims values (current_setting('synchronous_commit')); return null; end $$;
      create constraint trigger note_claim after update on open_jobs deferrable initially deferred
        for each row when (old.worker_id is null and new.worker_id is not null) execute function note_claim();`);
    handle = async () => ({ output: emptyProfile });
    await gaffer.attemptEnded((await gaffer.createJob()).id);
    const { rows } = await gaffer.database.admin.query("select commits from public.claims");
    expect(rows).toEqual([{ commits: "on" }]);
    await gaffer.database.admin.query("drop trigger note_claim on open_jobs; drop function note_claim");
  });

  test("gives its handler the ids, the input with its defaults, and the attempt", async () => {
    let seen: unknown;
    handle = async ({ helpers, signal, ...context }) => {
      seen = { ...context, aborted: signal.aborted, helpers: Object.keys(helpers).sort() };
      return { output: emptyProfile };
    };
    const job = await gaffer.createJob();
    await gaffer.attemptEnded(job.id);
    expect(seen).toEqual({
      jobId: job.id,
      orgId: gaffer.org.orgId,
      createdBy: job.createdBy,
      createdAt: new Date(job.createdAt),
      trigger: "api",
      scheduleId: null,
      scheduledAt: null,
      parentId: null,
      tags: [],
      metadata: {},
      attempt: 1,
      input: { fileId: expect.any(String), format: "auto", header: true },
      aborted: false,
      helpers: ["checkpoint", "enqueue", "enqueueAll", "files", "log", "updateProgress"],
    });
  });

  test("is retried after an error with a backoff, and keeps each attempt's error", async () => {
    handle = async ({ attempt }) => {
      if (attempt === 1) throw new RetryAfterError("come back at once", 0.01);
      return { output: emptyProfile };
    };
    const { id } = await gaffer.createJob();
    const job = await gaffer.attemptEnded(id, 2);
    expect(job).toMatchObject({ status: "completed", attempt: 2, error: null });
    const { body } = await gaffer.inOrg("GET", `/jobs/${id}/attempts`);
    expect(body.items).toMatchObject([
      { attempt: 1, status: "failed", error: { code: "handler_error", message: "come back at once" } },
      { attempt: 2, status: "completed", error: null },
    ]);
  });

  test("is pending with the error of its last attempt", async () => {
    handle = async () => {
      throw new Error("not today");
    };
    const created = await gaffer.createJob();
    const job = await gaffer.attemptEnded(created.id);
    expect(job).toMatchObject({
      status: "pending",
      attempt: 1,
      error: { code: "handler_error", message: "not today" },
    });
    expect(Date.parse(job.runAt)).toBeGreaterThanOrEqual(Date.parse(job.startedAt ?? "") + 1_000);
    await gaffer.inOrg("POST", `/jobs/${job.id}/cancel`);
  });

  test("fails with the code of its handler's error, also when the error is retryable", async () => {
    handle = async ({ attempt }) => {
      if (attempt === 1) throw new RetryAfterError("busy", 0.01, { code: "service_busy" });
      throw new RetryableError("asleep", { code: "service_asleep" });
    };
    const { id } = await gaffer.createJob({ maxAttempts: 2 });
    expect(await gaffer.attemptEnded(id)).toMatchObject({ error: { code: "service_busy" } });
    expect(await gaffer.attemptEnded(id, 2)).toMatchObject({ status: "failed", error: { code: "service_asleep" } });
  });

  test("fails when its attempts are used up, and its error has no stack", async () => {
    handle = async () => {
      throw new Error("still not");
    };
    const job = await gaffer.attemptEnded((await gaffer.createJob({ maxAttempts: 1 })).id);
    expect(job).toMatchObject({ status: "failed", attempt: 1, error: { code: "handler_error", message: "still not" } });
    expect(Object.keys(job.error ?? {}).sort()).toEqual(["code", "message"]);
  });

  test("fails at once on a NonRetryableError", async () => {
    handle = async () => {
      throw new NonRetryableError("no such thing", { code: "no_such_thing" });
    };
    const job = await gaffer.attemptEnded((await gaffer.createJob()).id);
    expect(job).toMatchObject({
      status: "failed",
      attempt: 1,
      error: { code: "no_such_thing", message: "no such thing" },
    });
  });

  test("fails when its handler's output breaks the contract", async () => {
    handle = async () => ({ output: { ...emptyProfile, rows: "many" } as never });
    const job = await gaffer.attemptEnded((await gaffer.createJob()).id);
    expect(job).toMatchObject({ status: "failed", output: null, error: { code: "invalid_output" } });
    expect(job.error?.message).toContain("/rows");
  });

  test("is aborted at its timeout and frees its slot even if its handler never ends", async () => {
    const signals = new Map<string, AbortSignal>();
    handle = ({ jobId, signal }) => {
      signals.set(jobId, signal);
      return new Promise(() => {});
    };
    const job = await gaffer.attemptEnded((await gaffer.createJob({ timeoutSeconds: 1, maxAttempts: 1 })).id);
    expect(job).toMatchObject({ status: "failed", error: { code: "timeout" } });
    expect(signals.get(job.id)?.aborted).toBe(true);
    const { body } = await gaffer.inOrg("GET", `/jobs/${job.id}/attempts`);
    expect(body.items[0].status).toBe("timedOut");
  });

  test("writes all progress and log lines, including the last ones", async () => {
    handle = async ({ helpers }) => {
      for (let percent = 0; percent <= 60; percent++) helpers.updateProgress(percent, `at ${percent}`);
      helpers.log("warn", "odd\u0000 text", { rows: 3 });
      helpers.log("info", "bad data", { nested: "\ud800" });
      throw new NonRetryableError("enough");
    };
    const { id } = await gaffer.createJob();
    expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "failed", progress: 60, progressMessage: "at 60" });
    const { body } = await gaffer.inOrg("GET", `/jobs/${id}/logs`);
    expect(body.items).toMatchObject([
      { attempt: 1, line: 1, level: "warn", message: "odd\ufffd text", data: { rows: 3 } },
      { attempt: 1, line: 2, level: "info", message: "bad data", data: { dropped: expect.any(String) } },
    ]);
  });

  test("keeps at most 1,000 log lines per attempt and says that the rest was dropped", async () => {
    handle = async ({ helpers }) => {
      for (let line = 1; line <= 1_200; line++) helpers.log("debug", `line ${line}`);
      return { output: emptyProfile };
    };
    const { id } = await gaffer.createJob();
    await gaffer.attemptEnded(id);
    const { rows } = await gaffer.database.admin.query(
      "select line, message from job_logs where job_id = $1 order by line",
      [id],
    );
    expect(rows).toHaveLength(1_000);
    expect(rows[998].message).toBe("line 999");
    expect(rows[999].message).toContain("full");
  });

  test("gives its handler the schedule and the time that a manual run is for", async () => {
    const seen: unknown[] = [];
    handle = async ({ trigger, scheduleId, scheduledAt }) => {
      seen.push({ trigger, scheduleId, scheduledAt });
      return { output: emptyProfile };
    };
    const { body: schedule } = await gaffer.inOrg("POST", "/schedules", {
      name: "yearly",
      job: { type: "file:profile", input: { fileId: someFileId } },
      recurrence: { kind: "cron", expression: "0 0 1 1 *" },
    });
    const { body: run } = await gaffer.inOrg("POST", `/schedules/${schedule.id}/trigger`);
    const job = await gaffer.attemptEnded(run.jobId);
    expect(seen).toEqual([
      { trigger: "manual", scheduleId: schedule.id, scheduledAt: new Date(job.scheduledAt as string) },
    ]);
  });

  test("leaves no message when it completes together with a job of another queue", async () => {
    const { admin } = gaffer.database;
    const bothRun = Promise.withResolvers<void>();
    const running = new Set<string>();
    handle = async ({ jobId }) => {
      running.add(jobId);
      if (running.size === 2) bothRun.resolve();
      await bothRun.promise;
      return { output: emptyProfile };
    };
    const { id: quarantined } = await gaffer.createJob({ runAt: new Date(Date.now() + 3_600_000).toISOString() });
    await admin.query("update open_jobs set crashes = 1 where id = $1", [quarantined]);
    await admin.query("update gaffer_queue.job set start_after = now() where data ->> 'jobId' = $1", [quarantined]);
    const { id } = await gaffer.createJob();
    for (const job of [id, quarantined]) expect(await gaffer.attemptEnded(job)).toMatchObject({ status: "completed" });
    const { rows } = await admin.query("select name from gaffer_queue.job where data ->> 'jobId' = any ($1)", [
      [id, quarantined],
    ]);
    expect(rows).toEqual([]);
  });

  test("creates another job of its organization, which names its parent", async () => {
    let child = "";
    let parentOfChild: unknown;
    handle = async ({ helpers, input, parentId }) => {
      if (parentId) parentOfChild = parentId;
      else child = (await helpers.enqueue({ type: "file:profile", input, priority: "high" })).jobId;
      return { output: emptyProfile };
    };
    const parent = await gaffer.createJob();
    await gaffer.attemptEnded(parent.id);
    expect(await gaffer.attemptEnded(child)).toMatchObject({
      orgId: parent.orgId,
      createdBy: parent.createdBy,
      priority: "high",
      trigger: "job",
      parentId: parent.id,
    });
    expect(parentOfChild).toBe(parent.id);
  });
});
