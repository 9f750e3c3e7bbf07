import { describe, expect, test } from "vitest";
import { systemJobRegistry } from "../../src/modules/jobs/handlers/registry.ts";
import type { JobContext, SystemJobTypes } from "../../src/modules/jobs/handlers/types.ts";
import { processSystemJob } from "../../src/modules/jobs/system-jobs.ts";
import { createLogProbe } from "../harness/log-probe.ts";

type Context = JobContext<SystemJobTypes["storage:cleanup"]["input"]>;
const output = { expiredFiles: 0, abandonedFiles: 0, freedBytes: 0 };

function run(handler: (context: Context) => Promise<unknown>, type = "storage:cleanup") {
  const probe = createLogProbe();
  const handlers = systemJobRegistry.register({
    type: "storage:cleanup",
    timeoutSeconds: 1,
    handler: async (context) => {
      await handler(context);
      return { output };
    },
  });
  const claim = { kind: "system", type, messageId: "m-1" } as const;
  const outcome = processSystemJob(claim, {
    handlers,
    log: probe.log,
    stop: new AbortController().signal,
    stopGraceMs: 0,
  });
  return { outcome, lines: probe.lines };
}

describe("a message without a job", () => {
  test("runs its handler with a context that writes to the log", async () => {
    let seen: Partial<Context> = {};
    const { outcome, lines } = run(async (context) => {
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
  });

  test("can't touch what belongs to organizations", async () => {
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

  test("fails when nobody handles its type", async () => {
    const { outcome } = run(async () => {}, "nobody:knows");
    expect(await outcome).toMatchObject({ kind: "failed", error: { code: "no_handler" } });
  });
});
