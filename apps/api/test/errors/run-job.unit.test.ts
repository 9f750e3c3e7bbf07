import { AsyncResource } from "node:async_hooks";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { job } from "../../src/modules/jobs/handlers/registry.ts";
import { type JobContext, type JobHandler, NonRetryableError } from "../../src/modules/jobs/handlers/types.ts";
import { AttemptEndedError, takeStrayError } from "../../src/modules/jobs/worker/attempt-scope.ts";
import { runJob } from "../../src/modules/jobs/worker/run-job.ts";
import { runHandler } from "../harness/run-handler.ts";
import { emptyProfile, someFileId } from "../harness/test-gaffer.ts";
import { contextOf } from "../isolation/job-context.ts";
import { expectFailed } from "./described-error.ts";
import { make, namedRecipes, recipes } from "./thrown-values.ts";

const forever = new Promise<never>(() => {});

function run(handler: JobHandler<unknown, unknown>, more: Partial<Parameters<typeof runJob>[0]> = {}) {
  const { signal: _, ...context } = contextOf("noop");
  return runJob({
    handler,
    context,
    timeoutSeconds: 60,
    stop: new AbortController().signal,
    stopGraceMs: 60_000,
    ...more,
  });
}

describe("runJob › handler that throws", () => {
  test.each(namedRecipes)("fails its attempt with $name", async (recipe) => {
    expectFailed(
      await run(() => {
        throw make(recipe);
      }),
    );
  });

  test("fails its attempt, whatever it throws", async () => {
    await fc.assert(
      fc.asyncProperty(recipes, fc.boolean(), async (recipe, later) => {
        expectFailed(
          await run(async () => {
            if (later) await null;
            throw make(recipe);
          }),
        );
      }),
      { numRuns: 300 },
    );
  });

  test("fails with its message, and the cause is in the details only", async () => {
    const thrown = new NonRetryableError("no report", { code: "no_report", cause: new Error("password=hunter2") });
    const outcome = await run(() => Promise.reject(thrown));
    expect(outcome).toMatchObject({
      kind: "failed",
      error: { code: "no_report", message: "no report" },
      retryable: false,
      details: [{ type: "NonRetryableError" }, { relation: "cause", message: "password=hunter2" }],
    });
  });

  test("has a code of at most 100 characters, or handler_error when nothing of it is valid", async () => {
    const codeOf = async (code: string) => {
      const outcome = await run(() => Promise.reject(new NonRetryableError("no", { code })));
      return outcome.kind === "failed" && outcome.error.code;
    };
    expect(await codeOf(`a\u0000b${"c".repeat(200)}`)).toBe(`ab${"c".repeat(98)}`);
    expect(await codeOf("\u0000 é")).toBe("handler_error");
  });
});

describe("runJob › output", () => {
  test.each([
    [undefined, "The handler returned nothing. Write: return { output: … }"],
    [{ rows: 3 }, 'The handler returned {"rows":3}. Write: return { output: … }'],
    ["done", "The handler returned done. Write: return { output: … }"],
  ])("without { output } (%j) fails with a hint for the author", async (returned, hint) => {
    expect(await run(async () => returned as never)).toMatchObject({
      kind: "failed",
      error: { code: "invalid_output", message: "The handler's output is not valid: it is missing." },
      retryable: false,
      details: [{ type: "NonRetryableError" }, { relation: "cause", type: "TypeError", message: hint }],
    });
  });

  test("without { output } is explained to the author of a test by runHandler", async () => {
    const bare = runHandler(job("file:profile", { handler: async () => emptyProfile as never }), {
      fileId: someFileId,
    });
    await expect(bare).rejects.toThrow(
      /it is missing\. The handler returned .*"rows":0.* Write: return \{ output: … \}/,
    );
  });

  test("that throws when it is read fails the attempt", async () => {
    for (const name of ["getters", "revoked", "proxy"] as const)
      expectFailed(await run(async () => ({ output: { rows: make({ kind: "constant", name }) } }), { validate }));
  });
});

/** A validator that reads the whole value and accepts it. */
const readAll = Object.assign((value: unknown) => JSON.stringify(value) !== "", { errors: null });
const validate = { input: Object.assign(() => true, { errors: null }), output: readAll } as never;

describe("runJob › error in the runner", () => {
  test("becomes the outcome `internal`", async () => {
    const broken = () => {
      throw new Error("no validator");
    };
    const outcome = await run(async () => ({ output: {} }), {
      validate: { input: broken as never, output: broken as never },
    });
    expect(outcome).toMatchObject({
      kind: "failed",
      error: { code: "internal" },
      details: [{ message: "no validator" }],
    });
    expect(JSON.stringify(outcome.kind === "failed" && outcome.error)).not.toContain("no validator");
  });
});

describe("runJob › uncaught error", () => {
  /**
   * Passes the error to `takeStrayError` as the process does with an uncaught error: in the async scope of the handler
   * that caused the error. Adds the result to `seen`.
   */
  const stray = (error: unknown, seen: unknown[] = []) => setImmediate(() => void seen.push(takeStrayError(error)));

  test("fails the attempt that caused it, aborts its handler, and doesn't affect others", async () => {
    const aborted = Promise.withResolvers<unknown>();
    const release = Promise.withResolvers<void>();
    const other = run(async () => {
      await release.promise;
      return { output: "other" };
    });
    const seen: unknown[] = [];
    const outcome = await run(({ signal }) => {
      signal.addEventListener("abort", () => aborted.resolve(signal.reason));
      stray(new NonRetryableError("never awaited", { code: "forgotten" }), seen);
      return forever;
    });
    expect(outcome).toMatchObject({
      kind: "failed",
      error: { code: "forgotten", message: "never awaited" },
      retryable: false,
    });
    expect(seen).toMatchObject([{ fate: "failed", attempt: { attempt: 1 } }]);
    expect(await aborted.promise).toMatchObject({ message: "never awaited" });
    release.resolve();
    expect(await other).toEqual({ kind: "completed", output: "other" });
  });

  test("is late when the handler has returned, and unknown outside of attempts", async () => {
    const seen: unknown[] = [];
    const taken = Promise.withResolvers<void>();
    await run(async () => {
      setTimeout(() => {
        seen.push(takeStrayError(new Error("late")));
        taken.resolve();
      });
      return { output: 1 };
    });
    await taken.promise;
    expect(seen).toMatchObject([{ fate: "late", attempt: { attempt: 1 } }]);
    expect(takeStrayError(new Error("of nothing"))).toEqual({ fate: "unknown", attempt: undefined });
  });

  test("is ignored when the attempt has ended and its handler still runs", async () => {
    const stop = new AbortController();
    let inScope = () => takeStrayError(undefined);
    const outcome = run(
      () => {
        inScope = AsyncResource.bind(() => takeStrayError(new Error("after the end")));
        stop.abort("cancelled");
        return forever;
      },
      { stop: stop.signal, stopGraceMs: 0 },
    );
    expect(await outcome).toEqual({ kind: "cancelled" });
    expect(inScope()).toMatchObject({ fate: "ignored" });
  });
});

describe("runJob › helpers", () => {
  async function* content() {
    yield Buffer.from("late");
  }
  const uses: Record<string, (helpers: JobContext<unknown>["helpers"]) => unknown> = {
    updateProgress: (helpers) => helpers.updateProgress(1),
    log: (helpers) => helpers.log("info", "late"),
    enqueue: (helpers) => helpers.enqueue({} as never),
    enqueueAll: (helpers) => helpers.enqueueAll([]),
    checkpoint: (helpers) => helpers.checkpoint(),
    "files.read": (helpers) => helpers.files.read("id"),
    "files.write": (helpers) => helpers.files.write({ name: "n", contentType: "text/csv", content: content() }),
  };

  test.each(Object.entries(uses))(
    "refuse %s after the attempt, and the late use doesn't end the process",
    async (name, use) => {
      let late: (() => Promise<unknown>) | undefined;
      const fate = Promise.withResolvers<unknown>();
      await run(async ({ helpers }) => {
        late = async () => use(helpers);
        setImmediate(() => late?.().catch((error: unknown) => fate.resolve(takeStrayError(error))));
        return { output: 1 };
      });
      await expect(late?.()).rejects.toThrow(`helpers.${name} can't be used any more: the attempt has ended.`);
      await expect(late?.()).rejects.toBeInstanceOf(AttemptEndedError);
      expect(await fate.promise).toMatchObject({ fate: "ignored" });
    },
  );

  test.each(["a\0", "fatal", undefined])("refuse the log level %j", async (level) => {
    const outcome = await run(async ({ helpers }) => {
      helpers.log(level as "info", "message");
      return { output: 1 };
    });
    expect(outcome).toMatchObject({
      kind: "failed",
      error: { message: "helpers.log: the level must be debug, info, warn, error." },
    });
  });

  test("store no file whose content ends after the attempt", async () => {
    const { signal: _, ...context } = contextOf("noop");
    const stored: string[] = [];
    context.helpers.files.write = async ({ content }) => {
      for await (const chunk of content) stored.push(`${chunk}`);
      stored.push("complete");
      return { fileId: "id", sizeBytes: 4 };
    };
    const goOn = Promise.withResolvers<void>();
    const written = Promise.withResolvers<unknown>();
    async function* slow() {
      yield Buffer.from("some");
      await goOn.promise;
      yield Buffer.from("more");
    }
    await run(
      async ({ helpers }) => {
        helpers.files.write({ name: "n", contentType: "text/csv", content: slow() }).catch(written.resolve);
        return { output: 1 };
      },
      { context },
    );
    goOn.resolve();
    expect(await written.promise).toBeInstanceOf(AttemptEndedError);
    expect(stored).not.toContain("complete");
  });
});
