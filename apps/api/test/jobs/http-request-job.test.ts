/** `http:request` jobs from the API to the called server and back. */
import type { IncomingHttpHeaders } from "node:http";
import type { JobOf, Schemas } from "@gaffer/contracts/server";
import { readAllowedHosts } from "@gaffer/safe-fetch";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../../packages/safe-fetch/test/call-server.ts";
import { startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";

const seen: { url: string | undefined; headers: IncomingHttpHeaders }[] = [];
const server = await startServer(({ url, headers }, response) => {
  seen.push({ url, headers });
  const isFirst = seen.filter((other) => other.url === url).length === 1;
  if (url === "/busy" && isFirst) response.writeHead(503, { "retry-after": "2" }).end();
  else if (url === "/gone") response.destroy();
  else if (url === "/unwell") response.writeHead(500).end();
  else if (url === "/held") response.write("half");
  else response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}');
});

let gaffer: TestGaffer;
beforeAll(async () => {
  gaffer = await startTestGaffer({ config: { outboundAllow: readAllowedHosts(`127.0.0.1:${server.port}`) } });
});
afterAll(() => gaffer.stop());

type HttpJob = JobOf<"http:request">;
const create = (path: string, more = {}) =>
  gaffer.createJob({ type: "http:request", input: { url: `${server.url}${path}` }, ...more }) as Promise<HttpJob>;

test("http:request job › is retried after Retry-After, with the same Idempotency-Key", async () => {
  const { id } = await create("/busy");
  const waiting = await gaffer.attemptEnded(id);
  expect(waiting).toMatchObject({ status: "pending", error: { code: "unexpected_status", message: /503/ } });
  expect(Date.parse(waiting.runAt) - Date.now()).toBeGreaterThan(1_000);
  const job = (await gaffer.attemptEnded(id, 2)) as HttpJob;
  expect(job).toMatchObject({ status: "completed", attempt: 2, output: { status: 200, body: '{"ok":true}' } });
  const keys = seen.filter(({ url }) => url === "/busy").map(({ headers }) => headers["idempotency-key"]);
  expect(keys).toEqual([id, id]);
  expect(seen[0]?.headers["user-agent"]).toMatch(/^Gaffer\/\d+\.\d+\.\d+$/);
});

test.each([
  ["/gone", "unreachable", /ECONNRESET/],
  ["/unwell", "unexpected_status", /500/],
])("http:request job › fails with the code of its last attempt: %s, %s", async (path, code, message) => {
  const { id } = await create(path, { maxAttempts: 2 });
  expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "pending", error: { code } });
  expect(await gaffer.attemptEnded(id, 2)).toMatchObject({ status: "failed", attempt: 2, error: { code, message } });
});

test("http:request job › fails at once when OUTBOUND_ALLOW doesn't name the host", async () => {
  const { id } = await gaffer.createJob({ type: "http:request", input: { url: `http://localhost:${server.port}/` } });
  const before = server.connections();
  expect(await gaffer.attemptEnded(id)).toMatchObject({
    status: "failed",
    attempt: 1,
    error: { code: "address_not_allowed" },
  });
  expect(server.connections()).toBe(before);
});

test("http:request job › stops when it is cancelled", async () => {
  const { id } = await create("/held");
  await expect.poll(() => seen.some(({ url }) => url === "/held")).toBe(true);
  await gaffer.inOrg("POST", `/jobs/${id}/cancel`);
  expect(await gaffer.attemptEnded(id)).toMatchObject({ status: "cancelled" });
});

test("http:request job › runs on a schedule", async () => {
  const { status, body: schedule } = await gaffer.inOrg<Schemas["Schedule"]>("POST", "/schedules", {
    name: "Remind",
    job: { type: "http:request", input: { url: `${server.url}/remind`, method: "POST" } },
    recurrence: { kind: "daily", time: "07:00" },
  });
  expect(status).toBe(201);
  const { body } = await gaffer.inOrg("POST", `/schedules/${schedule.id}/trigger`);
  expect(await gaffer.attemptEnded(body.jobId)).toMatchObject({ status: "completed", output: { status: 200 } });
});

test.each([
  ["an unknown scheme", { url: "file:///etc/passwd" }, "/input/url"],
  ["a space", { url: "http://a b/" }, "/input/url"],
  ["a URL that is too long", { url: `http://a/${"b".repeat(4096)}` }, "/input/url"],
  ["another method", { method: "CONNECT" }, "/input/method"],
  ["a line break in a header", { headers: [{ name: "x", value: "y\r\nHost: z" }] }, "/input/headers/0/value"],
  ["a line break in a header name", { headers: [{ name: "x: y\r\nz", value: "" }] }, "/input/headers/0/name"],
  ["too many headers", { headers: Array(51).fill({ name: "x", value: "" }) }, "/input/headers"],
  ["a body that is too long", { method: "POST", body: "x".repeat(262_145) }, "/input/body"],
  ["too long a timeout", { timeoutSeconds: 301 }, "/input/timeoutSeconds"],
  ["a status that doesn't exist", { expectedStatuses: [99] }, "/input/expectedStatuses/0"],
  ["no expected status", { expectedStatuses: [] }, "/input/expectedStatuses"],
  ["too many redirects", { maxRedirects: 6 }, "/input/maxRedirects"],
  ["too large a response", { maxResponseBytes: 1_048_577 }, "/input/maxResponseBytes"],
])("http:request job › is refused with %s", async (_, wrong, pointer) => {
  const { status, body } = await gaffer.inOrg("POST", "/jobs", {
    type: "http:request",
    input: { url: "http://example.com/", ...wrong },
  });
  expect({ status, at: body.errors?.[0]?.pointer }).toEqual({ status: 422, at: pointer });
});
