/** Returns the text of a response. Reads a stream only up to its first event or id, and then closes it. */
export async function answerText(response: Response): Promise<string> {
  if (!response.body || !isEventStream(response)) return response.text();
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  while (!/^(event|id): .*\n(.+\n)*\n/m.test(text)) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
  }
  // Resolves when the server has ended the stream.
  await reader.cancel();
  return text;
}

export function isEventStream({ headers }: Pick<Response, "headers">): boolean {
  return headers.get("content-type") === "text/event-stream";
}

/** The events in the text of a stream with their names, and the last event id. */
export function eventsIn(text: string): { events: { name: string; data: unknown }[]; lastId: string | undefined } {
  const fields = text.split("\n").map((line) => line.match(/^(\w+): (.*)$/) ?? []);
  const valuesOf = (field: string) => fields.filter(([, name]) => name === field).map(([, , value]) => value ?? "");
  const names = valuesOf("event");
  return {
    events: valuesOf("data").map((data, index) => ({ name: names[index] ?? "", data: JSON.parse(data) })),
    lastId: valuesOf("id").at(-1),
  };
}
