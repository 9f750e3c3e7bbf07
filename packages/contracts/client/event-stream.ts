/** Reads server-sent events as defined by the HTML standard, from chunks of any size. */

/** A message of a stream: an event, an id alone, a reconnection delay, or a keepalive. */
export interface StreamMessage {
  data: string | undefined;
  lastEventId: string | undefined;
  retryMs: number | undefined;
}

/** Yields a message per event, and an empty message per chunk, so that the caller sees that the connection is alive. */
export async function* readEventStream(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<StreamMessage, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let block = noBlock();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      // An incomplete event at the end of the stream is dropped.
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      // A CR at the end of a chunk may be the first half of CRLF.
      const lines = rest.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line !== "") takeLine(block, line);
        else {
          yield toMessage(block);
          block = noBlock();
        }
      }
      yield { data: undefined, lastEventId: undefined, retryMs: undefined };
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

interface Block {
  data: string[];
  id: string | undefined;
  retry: number | undefined;
}

const noBlock = (): Block => ({ data: [], id: undefined, retry: undefined });

function takeLine(block: Block, line: string): void {
  const [, field, value = ""] = line.match(/^([^:]*):? ?(.*)$/s) ?? [];
  if (field === "data") block.data.push(value);
  else if (field === "id" && !value.includes("\0")) block.id = value;
  else if (field === "retry" && /^\d+$/.test(value)) block.retry = Number(value);
}

function toMessage({ data, id, retry }: Block): StreamMessage {
  return { data: data.length > 0 ? data.join("\n") : undefined, lastEventId: id, retryMs: retry };
}
