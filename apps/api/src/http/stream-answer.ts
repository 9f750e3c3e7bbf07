import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Logger } from "pino";
import type { RequestVariables } from "./request-log.ts";

/**
 * The body of a streamed response. If the content fails half-way, the connection is closed, so that the client can't
 * mistake a part for the whole. The log has the error with the request id.
 */
export function streamAnswer(content: ReadableStream<Uint8Array>, c: Context<RequestVariables>, log: Logger) {
  // `outgoing` is absent without a socket, as in tests.
  const { outgoing } = (c.env ?? {}) as Partial<HttpBindings>;
  const reader = content.getReader();
  let cancelled = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          // The client closed the connection during the read.
          if (cancelled) return;
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          const line = { requestId: c.get("requestId"), operation: c.get("operation"), err: error };
          log.error(line, "the response broke off half-way");
          // The server would print an error of the stream, so the connection is closed instead, which cancels the
          // stream.
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
