/** Reads server-sent events as the HTML standard says, from chunks that may be cut anywhere. */

/** What a stream said: an event, an id by itself, how long to wait before connecting again, or just that it lives. */
export interface StreamMessage {
  data: string | undefined;
  lastEventId: string | undefined;
  retryMs: number | undefined;
}

/** One for each block and each chunk, so that whoever reads knows that the stream lives. */
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
      // A block that the end cuts off is none.
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      // Of a CR at the end it isn't known yet whether an LF belongs to it.
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
