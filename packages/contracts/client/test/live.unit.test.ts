import { describe, expect, it } from "vitest";
import { ProblemError, type ReceivedUpdate } from "../index.ts";
import { errorOf, networkError, orgId, problemAnswer, serverThat, type Turn } from "./fake-server.ts";

const reset = { kind: "reset", reason: "connected" };
const removed = (id: string) => ({ kind: "removed", subject: "job", id });
const block = (event: object, id?: string) =>
  `${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(event)}\n\n`;

/** A response with these chunks. After them it ends, stays silent, or breaks. */
function stream(
  chunks: (string | Uint8Array)[],
  then: "end" | "silent" | "break" = "end",
): (request: Request) => Response {
  return ({ signal }) => {
    const rest = [...chunks];
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const chunk = rest.shift();
        if (chunk !== undefined)
          return controller.enqueue(typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk);
        if (then === "end") return controller.close();
        if (then === "break") return controller.error(networkError());
        // An aborted signal makes the read reject, as with fetch.
        return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      },
    });
    return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
  };
}

/** Returns the first events of a stream whose requests get these responses. */
async function take(
  count: number,
  turns: Turn[],
  options?: Parameters<ReturnType<typeof serverThat>["org"]["live"]>[0],
) {
  const server = serverThat(turns);
  const events: ReceivedUpdate[] = [];
  async function readSome(): Promise<void> {
    for await (const event of server.org.live(options)) if (events.push(event) === count) return;
  }
  await server.clock.run(readSome());
  const lastIds = server.requests.map(({ headers }) => headers.get("last-event-id"));
  return { ...server, events, lastIds };
}

describe("SDK live updates › a stream is read as the standard defines", () => {
  const text = `\uFEFF: a comment\r\ndata: {"kind":"removed",\r\ndata:  "subject":"job","id":"é"}\r\nid: 1\r\nother: x\r\n\r\nid\ndata\n\nretry: 7\r\r${block(reset)}`;
  const expected = [{ ...removed("é"), lastEventId: "1" }, reset];

  it.each([1, 2, 3, 5, 8, 1_000])("in chunks of %i bytes", async (size) => {
    const bytes = new TextEncoder().encode(text.replace("id\ndata\n\n", ""));
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
      bytes.slice(n * size, (n + 1) * size),
    );
    const { events } = await take(2, [stream(chunks, "silent")]);
    expect(events).toEqual(expected);
  });

  it("without the incomplete event at its end", async () => {
    const cut = block(removed("b")).trimEnd();
    const { events } = await take(2, [stream([block(removed("a")), cut]), stream([block(reset)])]);
    expect(events).toEqual([removed("a"), reset]);
  });
});

describe("SDK live updates › reconnect", () => {
  const first = ["retry: 2000\n\n", block(reset, "1.a"), block(removed("a")), ":\nid: 1.b\n\n"];

  it.each(["end", "break", "silent"] as const)("and resume after a connection's %s", async (then) => {
    const { events, lastIds, clock } = await take(3, [stream(first, then), stream([block(removed("b"), "1.c")])]);
    expect(events).toEqual([{ ...reset, lastEventId: "1.a" }, removed("a"), { ...removed("b"), lastEventId: "1.c" }]);
    expect(lastIds).toEqual([null, "1.b"]);
    // The delay of 2 s that the server requested, and as much jitter.
    expect(clock.sleeps).toContain(4_000);
  });

  it("when the server ends the stream, without reporting the reason", async () => {
    const { events, requests } = await take(2, [
      stream([block(reset), block({ kind: "end", reason: "stopping" })], "silent"),
      stream([block(reset)]),
    ]);
    expect(events).toEqual([reset, reset]);
    expect(requests).toHaveLength(2);
  });

  it("after failures with growing delays, at least the server's", async () => {
    const outage = Array.from({ length: 5 }, networkError);
    const full = problemAnswer(429, "too-many-requests", {}, { "Retry-After": "10" });
    const { events, clock } = await take(1, [...outage, full, stream([block(reset)])]);
    expect(events).toEqual([reset]);
    expect(clock.sleeps).toContain(20_000 + 500);
  });

  it("and report the first message and the end of each connection, but no failed connection", async () => {
    const heard: boolean[] = [];
    const turns = [
      stream([":\n\n"]),
      networkError(),
      stream([":\n\n", block(reset)]),
      stream([block(reset)], "silent"),
    ];
    await take(2, turns, { onConnection: (isOpen) => heard.push(isOpen) });
    expect(heard).toEqual([true, false, true, false, true, false]);
  });

  it("with a current token and the same query", async () => {
    const query = { subject: "job", jobId: orgId } as const;
    const { requests } = await take(2, [stream([block(reset)]), stream([block(reset)])], {
      ...query,
      lastEventId: "0.z",
    });
    expect(requests.map(({ path }) => path)).toEqual(
      Array(2).fill(`/v1/orgs/${orgId}/live?subject=job&jobId=${orgId}`),
    );
    expect(requests[0]?.headers.get("last-event-id")).toBe("0.z");
    expect(requests[1]?.headers.get("authorization")).toBe("Bearer gf_key_secret");
  });
});

describe("SDK live updates › stop", () => {
  it.each([
    [401, "unauthenticated"],
    [403, "forbidden"],
    [404, "not-found"],
  ])("at a %i, with its error", async (status, name) => {
    const { org, clock } = serverThat([stream([block(reset)]), problemAnswer(status, name)]);
    const events = org.live();
    expect((await clock.run(events.next())).value).toEqual(reset);
    const error = await errorOf(clock.run(events.next()));
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ status });
  });

  it("when the signal aborts, with its reason, and cancel the request", async () => {
    const stop = new AbortController();
    const { org, clock, requests } = serverThat([stream([block(reset)], "silent")]);
    const events = org.live({ signal: stop.signal });
    await clock.run(events.next());
    const next = errorOf(events.next());
    stop.abort(new Error("enough"));
    expect(await next).toMatchObject({ message: "enough" });
    expect(requests).toHaveLength(1);
    expect(clock.sleeping()).toBe(0);
  });

  it("when the reader leaves the loop, without leftovers", async () => {
    let cancelled: AbortSignal | undefined;
    const { org, clock } = serverThat([
      (request) => {
        cancelled = request.signal;
        return stream([block(reset)], "silent")(request);
      },
    ]);
    async function readOne(): Promise<void> {
      for await (const _ of org.live()) break;
    }
    await clock.run(readOne());
    expect(cancelled?.aborted).toBe(true);
    expect(clock.sleeping()).toBe(0);
  });

  it("at an invalid id", async () => {
    const { gaffer } = serverThat([]);
    expect(await errorOf(gaffer.org("..").live().next())).toBeInstanceOf(TypeError);
  });
});
