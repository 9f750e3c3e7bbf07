import { describe, expect, it } from "vitest";
import { ConnectionError, ProblemError } from "../index.ts";
import { errorOf, jobAnswer, jobId, networkError, problemAnswer, serverThat } from "./fake-server.ts";

const unavailable = (headers: Record<string, string> = {}) => problemAnswer(503, "unavailable", {}, headers);

describe("SDK retry › a repeatable call", () => {
  it.each([
    ["a network error", networkError()],
    ["503", unavailable()],
    ["429", new Response("slow down", { status: 429 })],
    ["an answer that breaks off", brokenJson()],
  ])("is retried after %s", async (_, failure) => {
    const { org, requests, clock } = serverThat([failure, jobAnswer()]);

    const job = await clock.run(org.jobs.get(jobId));

    expect(job.id).toBe(jobId);
    expect(requests).toHaveLength(2);
    expect(clock.sleeps).toEqual([250]);
  });

  it("doubles its delay up to the maximum, and fails after the last attempt", async () => {
    const retry = { maxAttempts: 5, baseDelayMs: 100, maxDelayMs: 500 };
    const { org, requests, clock } = serverThat(Array.from({ length: 5 }, networkError), { retry });

    const error = await errorOf(clock.run(org.jobs.get(jobId)));

    expect(error).toBeInstanceOf(ConnectionError);
    expect(requests).toHaveLength(5);
    expect(clock.sleeps).toEqual([100, 200, 400, 500]);
  });

  it("waits for a random part of the delay", async () => {
    const { org, clock } = serverThat([unavailable(), unavailable(), jobAnswer()], { retry: { random: () => 0.25 } });

    await clock.run(org.jobs.get(jobId));

    expect(clock.sleeps).toEqual([62.5, 125]);
  });

  it.each([
    ["seconds", "7"],
    ["a date", new Date(Date.UTC(2026, 10, 1, 0, 0, 7)).toUTCString()],
  ])("waits at least for Retry-After in %s", async (_, value) => {
    const { org, clock } = serverThat([unavailable({ "Retry-After": value }), jobAnswer()]);

    await clock.run(org.jobs.get(jobId));

    expect(clock.sleeps).toEqual([7_250]);
  });

  it("is retried after a rate limit, but not after a rule of one operation", async () => {
    const limited = serverThat([problemAnswer(429, "rate-limited", {}, { "Retry-After": "3" }), jobAnswer()]);
    await limited.clock.run(limited.org.jobs.get(jobId));
    expect(limited.clock.sleeps).toEqual([3_250]);

    const ruled = serverThat([problemAnswer(429, "too-many-requests", {}, { "Retry-After": "3" })]);
    expect(await errorOf(ruled.clock.run(ruled.org.jobs.get(jobId)))).toMatchObject({
      status: 429,
      retryAfterMs: 3_000,
    });
  });

  it("fails at once when Retry-After exceeds the client's maximum", async () => {
    const { org, requests, clock } = serverThat([unavailable({ "Retry-After": "61" })]);

    const error = await errorOf(clock.run(org.jobs.get(jobId)));

    expect(error).toMatchObject({ status: 503, retryAfterMs: 61_000 });
    expect(requests).toHaveLength(1);
  });

  it("fails with the last problem", async () => {
    const { org, clock } = serverThat([unavailable(), unavailable()], { retry: { maxAttempts: 2 } });

    const error = await errorOf(clock.run(org.jobs.get(jobId)));

    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ status: 503 });
  });

  it.each([400, 404, 422, 500, 502, 504])("is not retried after %i", async (status) => {
    const { org, requests, clock } = serverThat([problemAnswer(status, "internal")]);

    expect(await errorOf(clock.run(org.jobs.get(jobId)))).toMatchObject({ status });
    expect(requests).toHaveLength(1);
  });

  it("gets a token before each attempt", async () => {
    const tokens = ["first", "second"];
    const getToken = async () => tokens.shift() ?? "none";
    const { org, requests, clock } = serverThat([unavailable(), jobAnswer()], { getToken });

    await clock.run(org.jobs.get(jobId));

    expect(requests.map(({ headers }) => headers.get("Authorization"))).toEqual(["Bearer first", "Bearer second"]);
  });
});

describe("SDK retry › a call that changes something", () => {
  it.each([
    ["cancels", "cancel"],
    ["retries", "retry"],
    ["restores", "restore"],
  ] as const)("is retried with one key when it %s a job", async (_, name) => {
    const { org, requests, clock } = serverThat([networkError(), jobAnswer()]);

    await clock.run(org.jobs[name](jobId));

    const keys = requests.map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys).toEqual([expect.stringMatching(/./), keys[0]]);
  });

  it("is retried when it cancels or retries many, with the same key each time", async () => {
    const changed = () => Response.json({ changed: 2, more: false, jobId: null });
    const { org, requests, clock } = serverThat([networkError(), changed(), networkError(), changed()]);

    expect(await clock.run(org.jobs.cancelMany({ ids: [jobId] }))).toEqual({ changed: 2, more: false, jobId: null });
    await clock.run(org.jobs.retryMany({ status: ["failed"] }));

    const path = `/v1/orgs/${org.id}/jobs`;
    expect(requests.map((request) => request.path)).toEqual([
      `${path}/cancel`,
      `${path}/cancel`,
      `${path}/retry`,
      `${path}/retry`,
    ]);
    expect(requests.map(({ body }) => JSON.parse(body))).toEqual([
      { ids: [jobId] },
      { ids: [jobId] },
      { status: ["failed"] },
      { status: ["failed"] },
    ]);
    const keys = requests.map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys).toEqual([expect.stringMatching(/./), keys[0], expect.stringMatching(/./), keys[2]]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it.each([
    ["a network error", networkError()],
    ["503", unavailable()],
  ])("is not retried after %s when it uploads a file", async (_, failure) => {
    const { org, requests, clock } = serverThat([failure]);

    await errorOf(clock.run(org.files.upload({ name: "a.csv", content: "a,b\n" })));

    expect(requests).toHaveLength(1);
  });

  it("has the caller's key when it uploads a file", async () => {
    const { org, requests, clock } = serverThat([networkError()]);

    await errorOf(clock.run(org.files.upload({ name: "a.csv", content: "a,b\n" }, { idempotencyKey: "people-17" })));

    expect(requests.map(({ headers }) => headers.get("Idempotency-Key"))).toEqual(["people-17"]);
  });

  it("counts a file as deleted if it is missing after an attempt without a response", async () => {
    const { org, clock } = serverThat([networkError(), problemAnswer(404, "not-found")]);

    await expect(clock.run(org.files.delete(jobId))).resolves.toBeUndefined();
  });

  it("reports a missing file", async () => {
    const { org, clock } = serverThat([unavailable(), problemAnswer(404, "not-found")]);

    expect(await errorOf(clock.run(org.files.delete(jobId)))).toMatchObject({ status: 404 });
  });
});

describe("SDK retry › an abort", () => {
  it("ends a call before it is sent", async () => {
    const { org, requests, clock } = serverThat([jobAnswer()]);
    const reason = new Error("not needed any more");

    expect(await errorOf(clock.run(org.jobs.get(jobId, { signal: AbortSignal.abort(reason) })))).toBe(reason);
    expect(requests).toHaveLength(0);
  });

  it("ends the delay before the next attempt", async () => {
    const controller = new AbortController();
    const reason = new Error("not needed any more");
    const refuseThenAbort = () => {
      setImmediate(() => controller.abort(reason));
      return unavailable({ "Retry-After": "30" });
    };
    const { org, requests, clock } = serverThat([refuseThenAbort]);
    const call = org.jobs.get(jobId, { signal: controller.signal });

    expect(await errorOf(call)).toBe(reason);
    expect(requests).toHaveLength(1);
    expect(clock.sleeps).toEqual([30_250]);
  });

  it("ends a running request and is not treated as a network error", async () => {
    const controller = new AbortController();
    const reason = new Error("not needed any more");
    const hang = (request: Request) =>
      new Promise<Response>((_, reject) => {
        request.signal.addEventListener("abort", () => reject(request.signal.reason));
        controller.abort(reason);
      });
    const { org, requests, clock } = serverThat([hang]);

    expect(await errorOf(clock.run(org.jobs.get(jobId, { signal: controller.signal })))).toBe(reason);
    expect(requests).toHaveLength(1);
    expect(clock.sleeps).toEqual([]);
  });
});

function brokenJson(): Response {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"id":')),
    pull: (controller) => controller.error(new TypeError("terminated")),
  });
  return new Response(body, { headers: { "Content-Type": "application/json" } });
}
