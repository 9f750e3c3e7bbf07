/** The worker's side of a handler's process. The process runs one attempt at a time and can be reused. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Logger } from "pino";
import type { JobContext, JobHelpers, JobResult, NewJob } from "../../handlers/types.ts";
import type { RemoteFile } from "./ask-worker.ts";
import { type Calls, createCalls, type Methods } from "./calls.ts";
import type { HandlerLoader } from "./load-handler.ts";
import type { ChildArguments, Result, ToChild, ToParent } from "./messages.ts";
import { logOutput } from "./output-log.ts";
import { type ProcessEnd, toProcessEndedError } from "./process-end.ts";
import { type ChildEnvironment, killChild, spawnChild, untilEnd } from "./spawn-child.ts";
import { createStreamLender, readStream, type StreamLender } from "./streams.ts";
import { fromWireError } from "./wire-errors.ts";

export interface HandlerProcessOptions extends ChildArguments {
  env: ChildEnvironment;
  /** Where to load the handler from instead of `moduleUrl`. */
  loader?: HandlerLoader | undefined;
  log: Logger;
  /** Time that a handler has to stop before its process is killed, in milliseconds. */
  stopGraceMs: number;
  /** Time that a reused process has to start an attempt, in milliseconds. */
  startWithinMs: number;
}

export interface HandlerProcess {
  pid: number | undefined;
  /** Number of attempts that this process has run so far. */
  attempts(): number;
  /** Whether the current attempt was asked to stop. */
  isStopping(): boolean;
  /**
   * Runs an attempt. Rejects with the handler's error, `ProcessEndedError`, or `NotStartedError` if the handler was
   * certainly not called.
   */
  run(context: JobContext<unknown>): Promise<JobResult<unknown>>;
  kill(): void;
  /** Resolves when the process has ended. Never rejects. */
  ended: Promise<ProcessEnd>;
}

/** A reused process didn't start the attempt in time. */
export class NotStartedError extends Error {}

interface Run {
  result: PromiseWithResolvers<Result>;
  calls: Calls;
  lender: StreamLender;
  helpers: JobHelpers;
  started: boolean;
  confirmedAbort: boolean;
  /** The uncaught error that ends the process. */
  stray: Error | undefined;
  /** Runs helpers in this attempt's scope. Otherwise they would run in the scope in which the process was started. */
  inScope: ReturnType<typeof AsyncLocalStorage.snapshot>;
}

/** A responsive process confirms an abort within this time, in milliseconds. Otherwise its event loop is blocked. */
const answerMs = 500;

export function startHandlerProcess(options: HandlerProcessOptions): HandlerProcess {
  const { type, env, stopGraceMs, startWithinMs, moduleUrl, memoryLimitMb } = options;
  const child = spawnChild({ type, moduleUrl, memoryLimitMb }, env);
  const log = options.log.child({ type, pid: child.pid });
  const stdout = child.stdout && logOutput(child.stdout, log, "info");
  const stderr = child.stderr && logOutput(child.stderr, log, "warn");
  const outputs = [stdout, stderr].filter((output) => output !== null);
  child.stdio[4]?.on("error", () => {});
  let attempts = 0;
  let current: Run | undefined;
  let stopping = false;

  const kill = () => killChild(child);
  // Without the message channel the process is useless, so it is killed.
  child.on("disconnect", kill);
  child.on("message", (message: ToParent) => current?.inScope(take, current, message));
  const ended = untilEnd(child, () => stderr?.lastWords() ?? "");

  function send(message: ToChild): void {
    if (child.connected) child.send(message, () => {});
  }

  if (options.loader) send({ kind: "open", loader: options.loader });

  /**
   * Calls a helper for a message of the process. The helper throws if the attempt has ended. The process is then
   * notified, so that the handler's own helpers throw too.
   */
  function report(run: Run, write: (helpers: JobHelpers) => void): void {
    try {
      write(run.helpers);
    } catch {
      send({ kind: "attemptEnded" });
    }
  }

  function take(run: Run, message: ToParent): void {
    switch (message.kind) {
      case "started":
        run.started = true;
        break;
      case "aborted":
        run.confirmedAbort = true;
        break;
      case "progress":
        report(run, (helpers) => helpers.updateProgress(message.percent, message.message));
        break;
      case "log":
        report(run, (helpers) => helpers.log(message.level, message.message, message.data));
        break;
      case "stray":
        run.stray = fromWireError(message.error);
        break;
      case "ended":
        run.result.resolve(message.result);
        break;
      default:
        run.calls.take(message);
    }
  }

  /**
   * Asks the handler to stop. Kills its process after the grace period, or after a timeout as soon as its event loop is
   * found blocked.
   */
  function abort(run: Run, reason: unknown): NodeJS.Timeout[] {
    stopping = true;
    send({ kind: "abort", reason });
    const timers = [setTimeout(kill, stopGraceMs)];
    // The reason is an error after a timeout, and a word (`StopReason`) otherwise.
    if (reason instanceof Error)
      timers.push(setTimeout(() => run.confirmedAbort || kill(), Math.min(answerMs, stopGraceMs)));
    return timers;
  }

  function begin({ helpers, jobId, attempt }: JobContext<unknown>): Run {
    for (const output of outputs) output.begin({ jobId, attempt });
    const lender = createStreamLender();
    const calls: Calls = createCalls(
      send,
      toMethods(helpers, lender, (...call) => calls.call(...call)),
    );
    return {
      result: Promise.withResolvers(),
      calls,
      lender,
      helpers,
      started: false,
      confirmedAbort: false,
      stray: undefined,
      inScope: AsyncLocalStorage.snapshot(),
    };
  }

  function finish({ calls, lender }: Run): void {
    for (const output of outputs) output.flush();
    calls.end(new Error("the attempt has ended"));
    lender.end();
  }

  async function run(context: JobContext<unknown>): Promise<JobResult<unknown>> {
    const { signal, helpers: _, ...facts } = context;
    signal.throwIfAborted();
    const isFirst = attempts++ === 0;
    const run = begin(context);
    current = run;
    const timers = isFirst ? [] : [setTimeout(() => run.started || kill(), startWithinMs)];
    const onAbort = () => void timers.push(...abort(run, signal.reason));
    signal.addEventListener("abort", onAbort, { once: true });
    const endedBefore = ended.then((end) => {
      throw isFirst || run.started ? toProcessEndedError(end, memoryLimitMb, run.stray) : new NotStartedError();
    });
    try {
      send({ kind: "run", facts });
      const result = await Promise.race([run.result.promise, endedBefore]);
      // Waits one turn of the event loop, because the handler's output arrives through other pipes and may still be
      // read in this turn.
      await new Promise(setImmediate);
      if (!result.ok) throw fromWireError(result.error);
      return { output: result.value };
    } finally {
      signal.removeEventListener("abort", onAbort);
      for (const timer of timers) clearTimeout(timer);
      current = undefined;
      stopping = false;
      finish(run);
    }
  }

  return { pid: child.pid, attempts: () => attempts, isStopping: () => stopping, run, kill, ended };
}

/** Methods that the handler's process can call. */
function toMethods(helpers: JobHelpers, lender: StreamLender, call: Calls["call"]): Methods {
  return {
    enqueue: helpers.enqueue,
    enqueueAll: ({ jobs, options }: { jobs: NewJob[]; options?: { checkpoint?: unknown } }) =>
      helpers.enqueueAll(jobs, options),
    checkpoint: helpers.checkpoint,
    async readFile(fileId: string): Promise<RemoteFile> {
      const { content, ...file } = await helpers.files.read(fileId);
      return { ...file, stream: lender.lend(content) };
    },
    writeFile: ({ stream, ...file }: { stream: number; name: string; contentType: string }) =>
      helpers.files.write({ ...file, content: readStream(call, stream) }),
    next: lender.next,
    close: lender.close,
  };
}
