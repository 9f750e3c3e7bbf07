/** Entry point of a handler's process. It runs one attempt at a time for its worker. Its helpers call the worker. */
import { describeError } from "../../../../describe-error.ts";
import { outputOf } from "../../handlers/output-of.ts";
import { type JobHandler, NonRetryableError } from "../../handlers/types.ts";
import { type AttemptScope, openAttemptScope, takeStrayError } from "../attempt-scope.ts";
import { createRemoteHelpers } from "./ask-worker.ts";
import { createCalls, toResult } from "./calls.ts";
import { importHandler, openHandler } from "./load-handler.ts";
import {
  type AttemptFacts,
  type ChildArguments,
  lifelineFd,
  type Result,
  type ToChild,
  type ToParent,
} from "./messages.ts";
import { createStreamLender } from "./streams.ts";
import { startWatchdog } from "./watchdog.ts";
import { toWireError } from "./wire-errors.ts";

/** Memory that Node.js needs in addition to the handler's heap, in MiB. */
const overheadMb = 128;
const { moduleUrl, type, memoryLimitMb } = JSON.parse(process.argv[2] ?? "") as ChildArguments;

/** Sends a message to the worker. Throws if the message can't be copied. Ignores a worker that has ended. */
const toParent = process.send?.bind(process);
const send = (message: ToParent) => void toParent?.(message, undefined, undefined, () => {});
// Hides `process.send` from code that would use the worker as its own parent.
Reflect.deleteProperty(process, "send");

process.on("disconnect", () => process.exit(1));
const watching = startWatchdog({ lifelineFd, residentLimitBytes: (memoryLimitMb + overheadMb) * 1024 * 1024 });
/** The handler. undefined until a message says how to open it. */
let handler = moduleUrl === undefined ? undefined : importHandler(moduleUrl, type);
handler?.catch(() => {});

let lender = createStreamLender();
const calls = createCalls(send, { next: (id: number) => lender.next(id), close: (id: number) => lender.close(id) });
let current: { controller: AbortController; scope: AttemptScope } | undefined;
/** Whether the process ends after the running attempt, because an earlier attempt left an uncaught error behind. */
let endsNext = false;
process.on("message", (message: ToChild) => {
  switch (message.kind) {
    case "open":
      handler = openHandler(message.loader, type);
      handler.catch(() => {});
      break;
    case "run":
      void run(message.facts);
      break;
    case "abort":
      current?.controller.abort(message.reason);
      send({ kind: "aborted" });
      break;
    case "attemptEnded":
      current?.scope.end();
      break;
    default:
      calls.take(message);
  }
});
for (const event of ["uncaughtException", "unhandledRejection"] as const) process.on(event, takeStray);

async function run(facts: AttemptFacts): Promise<void> {
  const controller = new AbortController();
  lender = createStreamLender();
  const remote = createRemoteHelpers(send, calls.call, lender);
  const scope = openAttemptScope(facts);
  current = { controller, scope };
  const result = await toResult(async () => {
    await watching;
    const perform = await (handler as Promise<JobHandler<unknown, unknown>>);
    send({ kind: "started" });
    const helpers = scope.guard(remote.helpers);
    return outputOf(await scope.run(() => perform({ ...facts, signal: controller.signal, helpers })));
  });
  remote.flush();
  scope.end();
  lender.end();
  current = undefined;
  sendResult(result);
  if (endsNext) process.exit(1);
}

function sendResult(result: Result): void {
  try {
    send({ kind: "ended", result });
  } catch (cause) {
    const { message } = describeError(cause);
    const error = toWireError(new NonRetryableError(message, { code: "invalid_output", cause }));
    send({ kind: "ended", result: { ok: false, error } });
  }
}

/**
 * Handles an uncaught error. It fails the running attempt and ends the process, unless an earlier attempt caused it. In
 * that case the error is printed, and the process ends after the running attempt.
 */
function takeStray(error: unknown): void {
  const { fate } = takeStrayError(error);
  if (fate !== "failed") print(error);
  if (fate === "ignored") return;
  if (fate === "late" && current) {
    endsNext = true;
    return;
  }
  if (!current) process.exit(1);
  toParent?.({ kind: "stray", error: toWireError(error) } satisfies ToParent, undefined, undefined, () =>
    process.exit(1),
  );
}

function print(error: unknown): void {
  const [thrown] = describeError(error).details;
  process.stderr.write(`${thrown?.type}: ${thrown?.message}\n${thrown?.stack}\n`);
}
