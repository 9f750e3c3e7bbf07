/** The process of a handler: runs one attempt at a time, as its worker says. All of its helpers are the worker's. */
import { importHandler, openHandler } from "../handlers/isolated.ts";
import type { JobHandler } from "../handlers/types.ts";
import { createRemoteHelpers } from "./ask-worker.ts";
import { createCalls, toResult } from "./calls.ts";
import { type AttemptFacts, type ChildArguments, lifelineFd, type ToChild, type ToParent } from "./messages.ts";
import { createStreamLender } from "./streams.ts";
import { startWatchdog } from "./watchdog.ts";
import { toWireError } from "./wire-errors.ts";

/** What Node needs besides the handler's heap, in MiB. */
const overheadMb = 128;
const { moduleUrl, exportName, memoryLimitMb } = JSON.parse(process.argv[2] ?? "") as ChildArguments;

/** Throws when the message can't be copied. A worker that has gone doesn't matter any more. */
const toParent = process.send?.bind(process);
const send = (message: ToParent) => void toParent?.(message, undefined, undefined, () => {});
// Code that finds it would take the worker for its own parent.
Reflect.deleteProperty(process, "send");

process.on("disconnect", () => process.exit(1));
const watching = startWatchdog({ lifelineFd, residentLimitBytes: (memoryLimitMb + overheadMb) * 1024 * 1024 });
let handler = importHandler(moduleUrl, exportName);
handler.catch(() => {});

let lender = createStreamLender();
const calls = createCalls(send, { next: (id: number) => lender.next(id), close: (id: number) => lender.close(id) });
let current: AbortController | undefined;
process.on("message", (message: ToChild) => {
  switch (message.kind) {
    case "open":
      handler = openHandler(moduleUrl, exportName, message);
      handler.catch(() => {});
      break;
    case "run":
      void run(message.facts);
      break;
    case "abort":
      current?.abort(message.reason);
      send({ kind: "aborted" });
      break;
    default:
      calls.take(message);
  }
});

async function run(facts: AttemptFacts): Promise<void> {
  const controller = new AbortController();
  lender = createStreamLender();
  const { helpers, end } = createRemoteHelpers(send, calls.call, lender);
  current = controller;
  const result = await toResult(async () => {
    await watching;
    const perform: JobHandler<unknown, unknown> = await handler;
    send({ kind: "started" });
    const { output } = await perform({ ...facts, signal: controller.signal, helpers });
    return output;
  });
  end();
  lender.end();
  current = undefined;
  try {
    send({ kind: "ended", result });
  } catch (error) {
    const { message } = error as Error;
    send({
      kind: "ended",
      result: { ok: false, error: { ...toWireError(error), kind: "nonRetryable", code: "invalid_output", message } },
    });
  }
}
