import { describe, expect, test } from "vitest";
import { createSystemJobs } from "../../src/modules/jobs/handlers/registry.ts";
import type { JobContext } from "../../src/modules/jobs/handlers/types.ts";
import { processSystemJob } from "../../src/modules/jobs/system/system-jobs.ts";
import type { ClaimedSystemJob } from "../../src/modules/jobs/system/system-runs.ts";
import { createLogProbe } from "../harness/log-probe.ts";
import { systemJobs } from "../harness/system-jobs.ts";

type Context = JobContext<Record<never, never>>;
const output = { expiredFiles: 0, abandonedFiles: 0, freedBytes: 0 };

function run(handler: (context: Context) => Promise<unknown>, type = "storage:cleanup") {
  const probe = createLogProbe();
  const jobs = systemJobs({
    run: async (context) => {
      await handler(context);
      return { output };
    },
    timeoutSeconds: 1,
  });
  const claim: ClaimedSystemJob = {
    kind: "system",
    type,
    messageId: "m-1",
    workerId: "w-1",
    schedule: type,
    trigger: "cron",
    actor: null,
    lines: [],
  };
  const outcome = processSystemJob(claim, {
    systemJobs: createSystemJobs(jobs),
    now: () => new Date(0),
    log: probe.log,
    stop: new AbortController().signal,
    stopGraceMs: 0,
  });
  return { outcome, lines: probe.lines, ofRun: claim.lines };
}

describe("System job registry › run", () => {
  test("calls its handler with a context that writes to the log", async () => {
    let seen: Partial<Context> = {};
    const { outcome, lines, ofRun } = run(async (context) => {
      seen = context;
      context.helpers.updateProgress(40, "nearly half");
      context.helpers.log("warn", "look here", { files: 2 });
    });
    expect(await outcome).toEqual({ kind: "completed", output });
    expect(seen).toMatchObject({ jobId: "system_m-1", orgId: "system", createdBy: "system", attempt: 1, input: {} });
    expect(lines).toMatchObject([
      { jobId: "system_m-1", type: "storage:cleanup", percent: 40, msg: "nearly half" },
      { jobId: "system_m-1", level: 40, data: { files: 2 }, msg: "look here" },
    ]);
    expect(ofRun).toEqual([
      { at: new Date(0), level: "info", message: "nearly half", data: { percent: 40 } },
      { at: new Date(0), level: "warn", message: "look here", data: { files: 2 } },
    ]);
  });

  test("keeps 200 lines of limited length, and says that there were more", async () => {
    const { outcome, ofRun, lines } = run(async ({ helpers }) => {
      for (let line = 1; line <= 300; line++) helpers.log("info", "x".repeat(5_000), { text: "y".repeat(5_000) });
    });
    await outcome;
    expect(lines).toHaveLength(300);
    expect(ofRun).toHaveLength(200);
    expect(ofRun[0]?.message).toHaveLength(1_000);
    expect(ofRun[0]?.data).toEqual({ dropped: expect.stringContaining("more than") });
    expect(ofRun.at(-1)).toMatchObject({ level: "warn", message: expect.stringContaining("The log is full") });
  });

  test("has no access to data of organizations", async () => {
    const { outcome } = run(({ helpers }) => helpers.files.read("x"));
    expect(await outcome).toMatchObject({
      kind: "failed",
      retryable: false,
      error: { message: expect.stringContaining("no organization") },
    });
  });

  test("is ended by its timeout", async () => {
    expect(await run(() => new Promise(() => {})).outcome).toMatchObject({ kind: "timedOut" });
  });

  test("fails when its type has no handler", async () => {
    const { outcome } = run(async () => {}, "unknown:job");
    expect(await outcome).toMatchObject({ kind: "failed", error: { code: "no_handler" } });
  });
});
