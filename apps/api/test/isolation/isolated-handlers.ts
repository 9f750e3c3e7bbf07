/** Handlers for tests. Some handlers crash or block their process. Isolated processes import this module. */

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { connect } from "node:net";
import { job } from "../../src/modules/jobs/handlers/registry.ts";
import {
  type JobContext,
  type JobHandler,
  NonRetryableError,
  RetryAfterError,
  RetryableError,
  type UserJobTypes,
} from "../../src/modules/jobs/handlers/types.ts";

type Types = UserJobTypes["file:profile"];
type Output = Types["output"];
type Context = JobContext<Types["input"]>;

const empty: Output = { format: "csv", rows: 0, bytes: 0, columns: [], raggedRows: 0, problems: [] };
/** An output that carries a number and a text to the test. */
const saying = (rows: number, delimiter = ""): Output => ({ ...empty, rows, delimiter });
const print = (text: string) => process.stdout.write(`${text}\n`);
const untilAborted = (signal: AbortSignal) =>
  new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));

/** Never yields, like an endless loop, but uses no CPU. */
function block(): never {
  while (true) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** A later attempt resolves this promise. Then the error occurs that an earlier attempt has left behind. */
const leftBehind = Promise.withResolvers<void>();
/** After its attempt has ended, the content of a file waits for this promise before it continues. */
const forgotten = Promise.withResolvers<void>();

const behaviours = {
  noop: () => saying(process.pid),
  bareOutput: () => empty,
  loop: () => {
    print("looping");
    return block();
  },
  exit: () => process.exit(3),
  exitWell: () => process.exit(0),
  abort: () => process.abort(),
  segfault: async () => {
    process.kill(process.pid, "SIGSEGV");
    await new Promise(() => {});
    return empty;
  },
  throwLater: async () => {
    setImmediate(() => {
      throw new Error("never caught");
    });
    await new Promise(() => {});
    return empty;
  },
  rejectLater: async () => {
    setImmediate(() => void Promise.reject(new Error("never caught")));
    await new Promise(() => {});
    return empty;
  },
  throwAfterNext: () => {
    void leftBehind.promise.then(() => {
      throw new Error("left behind");
    });
    return saying(process.pid);
  },
  releaseAndWait: async () => {
    leftBehind.resolve();
    await new Promise(setImmediate);
    return empty;
  },
  wrapped: () => {
    class Unreadable extends Error {
      readonly code = "EBADLINE";
    }
    throw new TypeError("no rows", { cause: new Unreadable("line 3", { cause: { at: 3 } }) });
  },
  fillHeap: () => {
    const kept: unknown[] = [];
    while (true) kept.push(Array.from({ length: 1_000 }, (_, index) => ({ index })));
  },
  fillBuffers: () => {
    const kept: Buffer[] = [];
    while (true) kept.push(Buffer.alloc(1024 * 1024, 1));
  },
  heedAbort: async ({ signal, helpers }) => {
    print("waiting");
    await untilAborted(signal);
    helpers.log("info", `cleaned up after ${signal.reason instanceof Error ? "timeout" : signal.reason}`);
    throw signal.reason;
  },
  ignoreAbort: async () => {
    print("ignoring");
    await new Promise(() => {});
    return empty;
  },
  report: ({ helpers }) => {
    for (let percent = 1; percent <= 60; percent++) helpers.updateProgress(percent, `at ${percent}`);
    helpers.log("warn", "first", { rows: 3 });
    helpers.log("info", "second", { cyclic: helpers as never, big: 1n });
    throw new NonRetryableError("enough");
  },
  flood: ({ helpers }) => {
    for (let line = 0; line < 3_000; line++) helpers.log("debug", `line ${line}`);
    for (let line = 0; line < 3_000; line++) print(`printed ${line}`);
    return empty;
  },
  blockAndReport: ({ helpers }) => {
    helpers.updateProgress(10, "before the loop");
    return block();
  },
  enqueue: async ({ helpers }) => {
    const { jobId } = await helpers.enqueue({
      type: "file:profile",
      input: inputOf("noop"),
      runAt: new Date("2099-01-01T00:00:00Z"),
    });
    return saying(0, jobId);
  },
  enqueueAll: async ({ helpers }) => {
    const job = { type: "file:profile", input: inputOf("noop"), runAt: new Date("2099-01-01T00:00:00Z") } as const;
    const { jobIds } = await helpers.enqueueAll([job, job], { checkpoint: { done: 2 } });
    return saying(jobIds.length, JSON.stringify(await helpers.checkpoint()));
  },
  enqueueAndForget: ({ helpers }) => {
    void helpers.enqueue({ type: "file:profile", input: inputOf("noop") });
    return empty;
  },
  writeAndForget: ({ helpers }) => {
    async function* content() {
      await forgotten.promise;
      yield Buffer.from("of the first");
    }
    helpers.files.write({ name: "late", contentType: "text/csv", content: content() }).catch(() => {});
    return empty;
  },
  writeNext: async ({ helpers }) => {
    async function* content() {
      forgotten.resolve();
      await new Promise(setImmediate);
      yield Buffer.from("of the second");
    }
    await helpers.files.write({ name: "next", contentType: "text/csv", content: content() });
    return empty;
  },
  enqueueInvalid: async ({ helpers }) => {
    await helpers.enqueue({ type: "file:profile", input: { fileId: () => {} } as never });
    return empty;
  },
  files: async ({ helpers }) => {
    const written = createHash("sha256");
    async function* content() {
      // Chunks of several sizes: smaller and larger than the blocks in which content is sent to the worker.
      for (const length of [1, 100, 65_536, 5_000_000, 0, 7, 300_000]) {
        const chunk = Buffer.alloc(length, length % 251);
        written.update(chunk);
        yield chunk;
      }
    }
    const { fileId, sizeBytes } = await helpers.files.write({
      name: "sizes",
      contentType: "text/csv",
      content: content(),
    });
    const file = await helpers.files.read(fileId);
    const read = createHash("sha256");
    for await (const chunk of file.content) read.update(chunk);
    if (read.digest("hex") !== written.digest("hex")) throw new Error("read something else than was written");
    return saying(sizeBytes, `${file.name} ${file.sizeBytes} ${fileId}`);
  },
  failingContent: async ({ helpers }) => {
    async function* content() {
      yield Buffer.alloc(1_000_000);
      throw new NonRetryableError("no more content", { code: "no_content" });
    }
    await helpers.files.write({ name: "half", contentType: "text/csv", content: content() });
    return empty;
  },
  dieWhileWriting: async ({ helpers }) => {
    async function* content() {
      yield Buffer.alloc(1_000_000);
      process.exit(4);
    }
    await helpers.files.write({ name: "half", contentType: "text/csv", content: content() });
    return empty;
  },
  missingFile: async ({ helpers }) => {
    await helpers.files.read("01890a5d-ac96-774b-bcce-b302099a8057");
    return empty;
  },
  retryAfter: () => {
    throw new RetryAfterError("come back", 3_600, { code: "busy" });
  },
  retryable: () => {
    throw new RetryableError("not now", { code: "asleep" });
  },
  nonRetryable: () => {
    throw new NonRetryableError("no such thing", { code: "no_such_thing" });
  },
  ordinary: () => {
    throw new TypeError("an ordinary error");
  },
  notAnError: () => {
    throw "a word";
  },
  uncopyable: () => ({ ...empty, rows: (() => {}) as never }),
  environment: () => saying(0, JSON.stringify(process.env)),
  loopAfterwards: () => {
    setTimeout(() => {
      print("looping afterwards");
      block();
    });
    return saying(process.pid);
  },
  exitAfterwards: () => {
    setTimeout(() => {
      print("leaving");
      process.exit(5);
    });
    return saying(process.pid);
  },
  speakAfterwards: ({ helpers }) => {
    setTimeout(() => helpers.log("info", "too late"));
    return saying(process.pid);
  },
  meetAndLoop: async () => {
    await new Promise((resolve) => connect(Number(process.env.MEETING_PORT), "127.0.0.1").on("connect", resolve));
    return block();
  },
  leaveBehind: async () => {
    const guest = `require("node:net").connect(${process.env.MEETING_PORT}, "127.0.0.1").on("connect", () => console.log("met"))`;
    const child = spawn(process.execPath, ["--eval", guest], { stdio: ["ignore", "pipe", "ignore"] });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    process.exit(6);
  },
  together: async () => {
    print("together");
    await meet();
    return saying(process.pid);
  },
} satisfies Record<string, (context: Context) => Output | Promise<Output>>;

export type Behaviour = keyof typeof behaviours;
const names = Object.keys(behaviours) as Behaviour[];

/** The file id that selects a behaviour: it ends with the behaviour's number. */
export const fileIdOf = (name: Behaviour) => `00000000-0000-7000-8000-${String(names.indexOf(name)).padStart(12, "0")}`;

export const inputOf = (name: Behaviour): Types["input"] => ({ fileId: fileIdOf(name), format: "auto", header: true });

export const behave: JobHandler<Types["input"], Output> = async (context) => {
  const name = names[Number(context.input.fileId.slice(-12))] as Behaviour;
  if (name === "bareOutput") return { rows: 3 } as never;
  return { output: await (behaviours[name] as (context: Context) => Output | Promise<Output>)(context) };
};

/** Connects to the port `MEETING_PORT` of the test, and resolves when the test closes the connection. */
function meet(): Promise<void> {
  return new Promise((resolve) => {
    connect(Number(process.env.MEETING_PORT), "127.0.0.1").on("close", resolve).resume();
  });
}

export const behavingJob = job("file:profile", { handler: behave, isolation: { module: import.meta.url } });
