/** The helpers of a handler in its own process. Each helper calls the worker, which refuses calls of ended attempts. */
import { describeError } from "../../../../describe-error.ts";
import type { JobFiles, JobHelpers } from "../../handlers/types.ts";
import type { Call } from "./calls.ts";
import type { ToParent } from "./messages.ts";
import { readStream, type StreamLender } from "./streams.ts";

const progressMs = 50;
/**
 * Maximum number of log lines that are sent: one more than the worker stores, so that the worker can report dropped
 * lines.
 */
const maxLines = 1_001;
const maxLength = 20_000;

/** Creates the helpers of an attempt. `flush` sends delayed progress. */
export function createRemoteHelpers(
  send: (message: ToParent) => void,
  call: Call,
  lender: StreamLender,
): { helpers: JobHelpers; flush(): void } {
  let lines = 0;
  let sentAt = Number.NEGATIVE_INFINITY;
  let heldBack: (ToParent & { kind: "progress" }) | undefined;

  /**
   * Sends delayed progress. `updateProgress` also calls it, because a timer never fires while the handler blocks the
   * event loop.
   */
  function sendProgress(): void {
    if (!heldBack) return;
    send(heldBack);
    heldBack = undefined;
    sentAt = performance.now();
  }

  const helpers: JobHelpers = {
    updateProgress(percent, message) {
      if (!heldBack) setTimeout(sendProgress, progressMs).unref();
      heldBack = { kind: "progress", percent: Number(percent), message: message?.slice(0, maxLength) };
      if (performance.now() - sentAt >= progressMs) sendProgress();
    },
    log(level, message, data) {
      if (++lines > maxLines) return;
      send({ kind: "log", level, message: message.slice(0, maxLength), data: toPlain(data) });
    },
    enqueue: async (job) => (await call("enqueue", job)) as { jobId: string },
    enqueueAll: async (jobs, options) => (await call("enqueueAll", { jobs, options })) as { jobIds: string[] },
    checkpoint: () => call("checkpoint", undefined),
    files: {
      async read(fileId) {
        const { stream, ...file } = (await call("readFile", fileId)) as RemoteFile;
        return { ...file, content: readStream(call, stream) };
      },
      async write({ content, ...file }) {
        const stream = lender.lend(content);
        return (await call("writeFile", { ...file, stream })) as Awaited<ReturnType<JobFiles["write"]>>;
      },
    },
  };
  return { helpers, flush: sendProgress };
}

/** A file whose content is read through the stream with this number. */
export interface RemoteFile {
  name: string;
  contentType: string;
  sizeBytes: number;
  stream: number;
}

/** Data that can't be sent to the worker becomes an object that says why, so that the log line is kept. */
function toPlain(data: Record<string, unknown> | undefined): Record<string, unknown> | undefined {
  if (data === undefined) return undefined;
  try {
    const text = JSON.stringify(data);
    if (text.length > maxLength) return { dropped: `the data has more than ${maxLength} characters` };
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    return { dropped: `the data is not JSON: ${describeError(error).message}` };
  }
}
