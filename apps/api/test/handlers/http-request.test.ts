import type { RequestListener } from "node:http";
import { createSafeFetch, readAllowedHosts } from "@gaffer/safe-fetch";
import { describe, expect, test } from "vitest";
import { startServer } from "../../../../packages/safe-fetch/test/call-server.ts";
import { httpRequestJob } from "../../src/modules/jobs/handlers/http-request.handler.ts";
import { NonRetryableError } from "../../src/modules/jobs/handlers/types.ts";
import { type RunHandlerOptions, runHandler, type SentInput } from "../harness/run-handler.ts";

let answer: RequestListener;
const server = await startServer((request, response) => answer(request, response));
const job = httpRequestJob(createSafeFetch({ allowed: readAllowedHosts(`127.0.0.1:${server.port}`) }), "Gaffer/7");

function request(input: Partial<SentInput<"http:request">> = {}, options?: RunHandlerOptions) {
  return runHandler(job, { url: `${server.url}/hook?token=secret`, ...input }, options);
}

const says =
  (status: number, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(status, headers).end("the body");

async function failure(input?: Partial<SentInput<"http:request">>): Promise<Error> {
  return request(input).then(
    () => new Error("it completed"),
    (error: Error) => error,
  );
}

describe("http:request › response status", () => {
  test.each([200, 201, 202, 206, 299])("%i completes the job", async (status) => {
    answer = says(status, { "content-type": "text/plain" });
    const { output } = await request();
    expect(output).toMatchObject({ status, body: "the body", bodyEncoding: "text", truncated: false });
    expect(output.headers).toContainEqual({ name: "content-type", value: "text/plain" });
  });

  test.each([304, 400, 401, 403, 404, 409, 410, 422, 451])("%i fails without a retry", async (status) => {
    answer = says(status, { "retry-after": "1" });
    const error = await failure();
    expect(error).toBeInstanceOf(NonRetryableError);
    expect(error).toMatchObject({ code: "unexpected_status" });
    expect(error.message).toBe(
      `127.0.0.1:${server.port} answered ${status}, which isn't one of the expected statuses.`,
    );
  });

  test.each([408, 425, 429, 500, 502, 503, 504, 599])("%i is retried", async (status) => {
    answer = says(status);
    const error = await failure();
    expect(error).not.toBeInstanceOf(NonRetryableError);
    expect(error).toMatchObject({ name: "RetryableError", code: "unexpected_status" });
    expect(error.message).toMatch(`answered ${status}`);
  });

  test.each([
    ["120", 120],
    ["86400", 3600],
  ])("429 and 503 use Retry-After: %s", async (value, seconds) => {
    for (const status of [429, 503]) {
      answer = says(status, { "retry-after": value });
      expect(await failure()).toMatchObject({ name: "RetryAfterError", seconds, code: "unexpected_status" });
    }
  });

  test("outside of expectedStatuses fails, and inside completes", async () => {
    for (const status of [302, 404, 503]) {
      answer = says(status, { location: "/elsewhere" });
      expect((await request({ expectedStatuses: [status] })).output.status).toBe(status);
    }
    answer = says(200);
    expect(await failure({ expectedStatuses: [201, 204] })).toMatchObject({ code: "unexpected_status" });
  });
});

describe("http:request › impossible request", () => {
  test.each([
    ["http://10.0.0.1/", "address_not_allowed"],
    ["http://127.0.0.1:1/", "address_not_allowed"],
    ["http://[::ffff:169.254.169.254]/latest/meta-data/", "address_not_allowed"],
    ["http://a:b@example.com/", "invalid_request"],
    ["http://[::1", "invalid_request"],
  ])("%s fails with %s without a retry", async (url, code) => {
    const error = await failure({ url });
    expect(error).toBeInstanceOf(NonRetryableError);
    expect(error).toMatchObject({ code });
  });

  test.each(["http://10.0.0.1/", "ftp://example.com/"])(
    "a redirect to %s fails without a retry and reveals nothing",
    async (location) => {
      answer = says(302, { location });
      const error = await failure();
      expect(error).toBeInstanceOf(NonRetryableError);
      expect(error.message).not.toMatch(/the body|302/);
    },
  );

  test.each(["a", "YQ", "YQ==\n", "Y-_="])("%j isn't base64", async (body) => {
    expect(await failure({ method: "POST", body, bodyEncoding: "base64" })).toMatchObject({ code: "invalid_request" });
  });

  test("a request without a response is retried", async () => {
    answer = (_request, response) => response.destroy();
    const error = await failure();
    expect(error).toMatchObject({ name: "RetryableError", code: "unreachable" });
    expect(error.message).toBe(`No answer from 127.0.0.1:${server.port}: ECONNRESET.`);
  });
});

describe("http:request › sent request", () => {
  const sent = async (input: Partial<SentInput<"http:request">>) => {
    const seen = Promise.withResolvers<{ headers: Record<string, unknown>; body: Buffer }>();
    answer = async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      seen.resolve({ headers: request.headers, body: Buffer.concat(chunks) });
      response.end();
    };
    await request(input);
    return seen.promise;
  };

  test("has the body as text or as bytes", async () => {
    expect((await sent({ method: "POST", body: "grüße" })).body.toString()).toBe("grüße");
    expect((await sent({ method: "POST", body: "/wA=", bodyEncoding: "base64" })).body).toEqual(Buffer.from([0xff, 0]));
  });

  test("names the job, for deduplication by the receiver, and Gaffer", async () => {
    const { headers } = await sent({});
    expect(headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers["user-agent"]).toBe("Gaffer/7");
  });

  test("has the headers of the input instead", async () => {
    const { headers } = await sent({
      headers: [
        { name: "idempotency-KEY", value: "mine" },
        { name: "user-agent", value: "me" },
      ],
    });
    expect(headers).toMatchObject({ "idempotency-key": "mine", "user-agent": "me" });
  });
});

test("http:request › logs › have the host and the status, and no possible secret", async () => {
  answer = says(200, { "x-key": "hidden" });
  const headers = [{ name: "authorization", value: "Bearer hidden" }];
  const { logs } = await request({ method: "POST", headers, body: "hidden" });
  expect(logs).toMatchObject([{ level: "info", message: `127.0.0.1:${server.port} answered 200` }]);
  expect(JSON.stringify(logs)).not.toMatch(/hidden|secret|hook/);
});

test("http:request › cancelled job › aborts the request", async () => {
  const stop = new AbortController();
  answer = () => stop.abort("cancelled");
  await expect(request({}, { signal: stop.signal })).rejects.toBe("cancelled");
});

test("http:request › any response › is an output that the contract accepts", async () => {
  answer = (_request, response) => {
    const values = Array.from({ length: 0x100 }, (_, code) => code).filter(
      (code) => code === 9 || (code > 31 && code !== 127),
    );
    response.writeHead(200, {
      [`${"x".repeat(300)}`]: Buffer.from(values).toString("latin1"),
      "x-long": "y".repeat(14_000),
    });
    response.end("\u0001 \ufffd \u{10ffff}");
  };
  expect((await request()).output).toMatchObject({ bodyEncoding: "text", body: "\u0001 \ufffd \u{10ffff}" });
});
