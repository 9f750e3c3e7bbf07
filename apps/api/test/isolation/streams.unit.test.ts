import { describe, expect, test } from "vitest";
import { createStreamLender } from "../../src/modules/jobs/worker/isolation/streams.ts";

/** File content that records whether its stream was closed. */
function openContent() {
  const closed = Promise.withResolvers<void>();
  const content = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(Buffer.alloc(10)),
    cancel: () => closed.resolve(),
  });
  return { content, closed: closed.promise };
}

describe("createStreamLender", () => {
  test("closes unread content when the attempt ends", async () => {
    const lender = createStreamLender();
    const [unread, begun] = [openContent(), openContent()];
    lender.lend(unread.content);
    await lender.next(lender.lend(begun.content));
    lender.end();
    await Promise.all([unread.closed, begun.closed]);
  });

  test("closes content that is lent after the attempt has ended", async () => {
    const lender = createStreamLender();
    const late = openContent();
    lender.end();
    const id = lender.lend(late.content);
    await late.closed;
    await expect(lender.next(id)).rejects.toThrow("closed");
  });
});
