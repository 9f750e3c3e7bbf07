import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import type { ErrorDetail } from "../../src/describe-error.ts";
import type { Outcome } from "../../src/modules/jobs/states.ts";
import { takeStrayError } from "../../src/modules/jobs/worker/attempt-scope.ts";
import { createProcessPool, type ProcessPool } from "../../src/modules/jobs/worker/isolation/process-pool.ts";
import { runJob } from "../../src/modules/jobs/worker/run-job.ts";
import { createLogProbe } from "../harness/log-probe.ts";
import { handlersUrl } from "../isolation/isolated-gaffer.ts";
import type { Behaviour } from "../isolation/isolated-handlers.ts";
import { contextOf } from "../isolation/job-context.ts";
import { expectFailed } from "./described-error.ts";
import { namedRecipes, type Recipe, recipes } from "./thrown-values.ts";

let pool: ProcessPool;
let log = createLogProbe();
afterEach(() => pool.stop());

function open(moduleUrl: string): void {
  log = createLogProbe();
  pool = createProcessPool({
    type: "file:profile",
    moduleUrl,
    memoryLimitMb: 256,
    env: {},
    size: 1,
    log: log.log,
    stopGraceMs: 60_000,
  });
}

function run(context: Parameters<typeof runJob>[0]["context"]): Promise<Outcome> {
  const stop = new AbortController().signal;
  return runJob({ handler: pool.run, context, timeoutSeconds: 60, stop, stopGraceMs: 60_000 });
}

async function detailsOf(behaviour: Behaviour): Promise<ErrorDetail[]> {
  const outcome = await run(contextOf(behaviour));
  return (outcome.kind === "failed" && outcome.details) || [];
}

const ended = () => log.lines.filter(({ msg }) => msg === "a handler's process ended");

describe("Isolated handler error", () => {
  test("fails the attempt but doesn't end the process, whatever is thrown", async () => {
    open(new URL("./throwing-handler.ts", import.meta.url).href);
    const fails = async (input: Recipe) => expectFailed(await run({ ...contextOf("noop"), input }));
    for (const recipe of namedRecipes) await fails(recipe);
    await fc.assert(fc.asyncProperty(recipes, fails), { numRuns: 200 });
    // The pool replaces a process after a hundred attempts. No process ends by itself.
    expect(ended().every(({ signal }) => signal === "SIGKILL")).toBe(true);
  });

  test("has its stack and its causes", async () => {
    open(handlersUrl);
    expect(await detailsOf("wrapped")).toMatchObject([
      {
        relation: "thrown",
        type: "TypeError",
        message: "no rows",
        stack: expect.stringContaining("isolated-handlers.ts"),
      },
      { relation: "cause", depth: 1, type: "Unreadable", message: "line 3", code: "EBADLINE" },
      { relation: "cause", depth: 2, type: "Object", message: '{"at":3}' },
    ]);
    expect(await detailsOf("bareOutput")).toMatchObject([
      { type: "NonRetryableError" },
      { type: "TypeError", message: 'The handler returned {"rows":3}. Write: return { output: … }' },
    ]);
    expect(ended()).toEqual([]);
  });

  test("ends the process when it is uncaught, and is the cause of the attempt's failure", async () => {
    open(handlersUrl);
    for (const behaviour of ["throwLater", "rejectLater"] as const)
      expect(await detailsOf(behaviour)).toMatchObject([
        { type: "ProcessEndedError", code: "process_exited", message: expect.stringContaining("exit code 1") },
        { relation: "cause", type: "Error", message: "never caught", stack: expect.stringContaining("at ") },
      ]);
  });

  test("is logged when an earlier attempt left it behind, and fails no later attempt", async () => {
    open(handlersUrl);
    const first = await pool.run(contextOf("throwAfterNext"));
    expect(await run(contextOf("releaseAndWait"))).toMatchObject({ kind: "completed" });
    await log.waitFor(({ msg }) => msg.includes("left behind"));
    const { rows: pid } = first.output as { rows: number };
    expect(await log.waitFor((line) => line.msg === "a handler's process ended" && line.pid === pid)).toMatchObject({
      code: 1,
    });
  });

  test("fails the attempt that calls the helper, in a reused process", async () => {
    open(handlersUrl);
    await run(contextOf("noop"));
    const context = contextOf("enqueue");
    context.helpers.enqueue = async () => {
      takeStrayError(new Error("of the worker"));
      return { jobId: "never" };
    };
    const outcome = await run(context);
    expect(outcome).toMatchObject({ kind: "failed", error: { message: "of the worker" } });
    expect(ended()).toEqual([]);
  });

  test("of a late call of a helper doesn't end the process", async () => {
    open(handlersUrl);
    await pool.run(contextOf("speakAfterwards"));
    await log.waitFor(({ msg }) => msg.includes("helpers.log can't be used any more"));
    expect(await run(contextOf("noop"))).toMatchObject({ kind: "completed" });
    expect(ended()).toEqual([]);
  });
});
