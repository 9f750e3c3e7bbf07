import { describe, expect, it } from "vitest";
import { ConnectionError, ReadTimeoutError } from "../index.ts";
import { errorOf, jobAnswer, jobId, networkError, serverThat } from "./fake-server.ts";

/** Behaves like a server whose process is stopped: it accepts the connection and never responds. */
const hang = (request: Request) =>
  new Promise<Response>((_, reject) => {
    const { signal } = request;
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason));
  });

describe("readTimeoutMs", () => {
  it("ends a read without a response, and doesn't retry it", async () => {
    const { org, requests, clock } = serverThat([hang], { readTimeoutMs: 10_000 });
    const error = await errorOf(clock.run(org.jobs.get(jobId)));
    expect(error).toBeInstanceOf(ReadTimeoutError);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ timeoutMs: 10_000, message: expect.stringContaining("timed out after 10000 ms") });
    expect(requests).toHaveLength(1);
    expect(clock.sleeping()).toBe(0);
  });

  it("includes all attempts and the delays between them", async () => {
    const { org, requests, clock } = serverThat([networkError(), networkError(), hang], { readTimeoutMs: 1_000 });
    const begun = clock.now();
    await errorOf(clock.run(org.jobs.get(jobId)));
    expect([clock.now() - begun, requests.length]).toEqual([1_000, 3]);
  });

  it("doesn't affect a call that gets a response in time, or isn't a read", async () => {
    const late = async () => {
      await clock.sleep(60_000);
      return jobAnswer();
    };
    const { org, clock } = serverThat([jobAnswer(), late], { readTimeoutMs: 10_000 });
    await clock.run(org.jobs.get(jobId));
    expect(clock.sleeping()).toBe(0);
    expect(await clock.run(org.jobs.cancel(jobId))).toMatchObject({ id: jobId });
  });

  it("doesn't limit the body of a download after its start", async () => {
    const begin = (request: Request) =>
      new Response(
        new ReadableStream({
          async pull(controller) {
            await clock.sleep(60_000, request.signal);
            controller.enqueue(new TextEncoder().encode("late"));
            controller.close();
          },
        }),
      );
    const { org, clock } = serverThat([begin], { readTimeoutMs: 10_000 });
    const content = org.files.download(jobId).then((download) => download.text());
    expect(await clock.run(content)).toBe("late");
  });

  it("still ends with the caller's signal", async () => {
    const { org, clock } = serverThat([hang], { readTimeoutMs: 10_000 });
    const abort = new AbortController();
    const reading = errorOf(org.jobs.get(jobId, { signal: abort.signal }));
    abort.abort(new Error("enough"));
    expect(await reading).toMatchObject({ message: "enough" });
    expect(clock.sleeping()).toBe(0);
  });
});
