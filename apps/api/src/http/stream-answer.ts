import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Logger } from "pino";
import type { RequestVariables } from "./request-log.ts";

/**
 * A content on its way out. The head of the answer has gone by the time that it breaks, so the connection is broken as well:
 * nobody may take a half for the whole. Why is in the log, under the request's id, and not on the server's standard error.
 */
export function streamAnswer(content: ReadableStream<Uint8Array>, c: Context<RequestVariables>, log: Logger) {
  // Not there without a socket, as in tests.
  const { outgoing } = (c.env ?? {}) as Partial<HttpBindings>;
  const reader = content.getReader();
  let cancelled = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          // The client has gone while the next part was waited for.
          if (cancelled) return;
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          const line = { requestId: c.get("requestId"), operation: c.get("operation"), err: error };
          log.error(line, "the answer broke off half-way");
          // The server would print the error if it heard of it. The connection's end cancels the stream.
          if (outgoing) outgoing.destroy();
          else controller.error(error);
        }
      },
      cancel(reason) {
        cancelled = true;
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
